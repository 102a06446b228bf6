import ClusterState
import KubernetesObjects

extension DecisionCluster {
  /// The node as the cluster keeps it.
  mutating func record(of node: Node) -> NodeRecord {
    var images: ContiguousArray<NodeImage> = []
    for image in node.status.images {
      for name in image.names {
        images.append(NodeImage(name: state.symbols.intern(name), sizeBytes: image.sizeBytes))
      }
    }
    let taints = node.spec.taints.map { taint in
      NodeTaint(
        key: state.symbols.intern(taint.key), value: state.symbols.intern(taint.value),
        effect: Self.effect(taint.effect), added: .zero)
    }
    return NodeRecord(
      name: state.symbols.intern(node.metadata.name), pool: .empty,
      labels: state.intern(node.metadata.labels),
      annotations: state.intern(node.metadata.annotations), taints: ContiguousArray(taints),
      isCordoned: node.spec.isCordoned, capacity: state.amounts(of: node.status.capacity),
      allocatable: state.amounts(of: node.status.allocatable),
      allocatablePods: node.status.allocatable.amount(of: .pods), images: images,
      declaredFeatures: node.status.declaredFeatures,
      ready: .init(word: Self.word(of: "Ready", node)),
      outOfDisk: .init(word: Self.word(of: "OutOfDisk", node)), created: .zero)
  }

  private static func effect(_ effect: TaintEffect) -> NodeTaintEffect {
    switch effect {
    case .noSchedule: .noSchedule
    case .preferNoSchedule: .preferNoSchedule
    case .noExecute: .noExecute
    }
  }

  private static func word(of type: String, _ node: Node) -> String? {
    node.status.conditions.first { $0.type == type }?.status.rawValue
  }
}
