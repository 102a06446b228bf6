import KubernetesObjects

/// What the tables say of a machine, and the node that is made of it.
struct MachineShape {
  var name = ""
  var milliCPU: Int64 = 0
  var memoryBytes: Int64 = 0
  var podLimit: Int64 = 110
  var gpus: Int64 = 0
  var gpuModel = ""
  var labels = Labels()

  /// A ready node with all its resources allocatable.
  var node: Node {
    var resources: ResourceList = [
      .cpu: Quantity(milliValue: milliCPU),
      .memory: Quantity(memoryBytes, format: .binarySI),
      .pods: Quantity(podLimit),
    ]
    if gpus > 0 { resources[TraceDevices.gpu] = Quantity(gpus) }
    var node = Node()
    node.metadata.name = name
    node.metadata.labels = labels
    node.metadata.labels[NodeLabels.hostname] = name
    if !gpuModel.isEmpty { node.metadata.labels[TraceDevices.modelLabel] = gpuModel }
    node.status.capacity = resources
    node.status.allocatable = resources
    return node
  }
}
