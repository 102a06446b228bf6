import ClusterState
import KubernetesObjects
import SimulationEngine

/// Nodes by what is said of them.
extension World {
  /// The nodes that are there and that `target` names, in order of joining.
  func nodes(of target: NodeTarget) -> ContiguousArray<NodeID> {
    ContiguousArray(
      cluster.nodes.indices.lazy.filter { cluster.nodes[$0].isPresent && matches($0, target) }
        .map { NodeID($0) })
  }

  private func matches(_ row: Int, _ target: NodeTarget) -> Bool {
    let record = cluster.nodes[row]
    switch target {
    case .node(let name): return cluster.symbols[record.name] == name
    case .pool(let name): return cluster.symbols[record.pool] == name
    case .zone(let name): return zone(of: NodeID(row)).map { cluster.symbols[$0] } == name
    case .selected(let selector): return selector.matches(labels(of: record.labels))
    }
  }

  /// The zone of a node; nil if its labels name none.
  func zone(of node: NodeID) -> Symbol? { cluster.nodes[node.row].labels.zone(cluster.symbols) }

  /// Labels as text.
  func labels(of set: LabelSet) -> Labels {
    var labels = Labels()
    for pair in set.pairs { labels[cluster.symbols[pair.key]] = cluster.symbols[pair.value] }
    return labels
  }

  /// The row of `node` as the API server keeps it.
  mutating func record(of node: Node, pool: Symbol) -> NodeRecord {
    let allocatable =
      node.status.allocatable.isEmpty ? node.status.capacity : node.status.allocatable
    let capacity = node.status.capacity.isEmpty ? allocatable : node.status.capacity
    let amounts = cluster.amounts(of: allocatable)
    let devices = cluster.resources.find(ResourceName.gpu.rawValue).map { amounts[$0] } ?? 0
    return NodeRecord(
      name: cluster.symbols.intern(node.metadata.name), pool: pool,
      labels: cluster.intern(node.metadata.labels),
      annotations: cluster.intern(node.metadata.annotations),
      taints: ContiguousArray(
        node.spec.taints.map {
          NodeTaint(
            key: cluster.symbols.intern($0.key), value: cluster.symbols.intern($0.value),
            effect: $0.effect.interned, added: now)
        }),
      isCordoned: node.spec.isCordoned,
      capacity: cluster.withDeviceThousandths(cluster.amounts(of: capacity)),
      allocatable: cluster.withDeviceThousandths(amounts),
      allocatablePods: allocatable[.pods]?.value ?? configuration.controlPlane.kubelet.maxPods,
      deviceCount: Int(clamping: devices),
      images: ContiguousArray(
        node.status.images.flatMap { image in
          image.names.map {
            NodeImage(name: cluster.symbols.intern($0), sizeBytes: image.sizeBytes)
          }
        }),
      created: now)
  }
}

extension TaintEffect {
  /// The effect as the tables keep it.
  var interned: NodeTaintEffect {
    switch self {
    case .noSchedule: .noSchedule
    case .preferNoSchedule: .preferNoSchedule
    case .noExecute: .noExecute
    }
  }
}
