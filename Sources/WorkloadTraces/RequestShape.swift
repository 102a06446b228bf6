import KubernetesObjects

/// What the tables say of a pod's wishes, and the template that is made of it.
struct RequestShape: Hashable {
  var namespace = "default"
  var milliCPU: Int64 = 0
  var memoryBytes: Int64 = 0
  var gpus: Int64 = 0
  var gpuThousandths: Int64 = 0
  /// The models that will do, joined by `|`; empty for any.
  var gpuModels = ""
  var priority: Int32?
  var labels = Labels()

  /// A pod of one container that requests this and runs once.
  var template: TracePodTemplate {
    var requests = ResourceList()
    if milliCPU > 0 { requests[.cpu] = Quantity(milliValue: milliCPU) }
    if memoryBytes > 0 { requests[.memory] = Quantity(memoryBytes, format: .binarySI) }
    var template = TracePodTemplate()
    if gpus > 0 {
      let devices = DeviceRequest(
        resource: TraceDevices.gpu, count: gpus, thousandths: gpuThousandths)
      if !devices.isShare { requests[TraceDevices.gpu] = Quantity(gpus) }
      template.devices = devices
    }
    var container = Container()
    container.name = "main"
    // An extended resource has equal requests and limits, or the API server refuses the pod.
    container.resources.requests = requests
    if let whole = requests[TraceDevices.gpu] {
      container.resources.limits[TraceDevices.gpu] = whole
    }
    template.namespace = namespace
    template.pod.metadata.labels = labels
    if let devices = template.devices, devices.isShare {
      template.pod.metadata.annotations[GPURequest.milliAnnotation] = String(devices.thousandths)
    }
    template.pod.spec.containers = [container]
    template.pod.spec.restartPolicy = .never
    template.pod.spec.priority = priority
    template.pod.spec.affinity = modelAffinity
    return template
  }

  /// The requirement that the node's model is one of those that will do.
  private var modelAffinity: Affinity? {
    let models = gpuModels.split(separator: "|").map(String.init)
    guard gpus > 0, !models.isEmpty else { return nil }
    var term = NodeSelectorTerm()
    term.matchExpressions = [
      NodeSelectorRequirement(key: TraceDevices.modelLabel, operator: .isIn, values: models)
    ]
    var selector = NodeSelector()
    selector.nodeSelectorTerms = [term]
    var nodeAffinity = NodeAffinity()
    nodeAffinity.required = selector
    var affinity = Affinity()
    affinity.nodeAffinity = nodeAffinity
    return affinity
  }
}
