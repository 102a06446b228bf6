import ClusterState
import Controllers
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
    case .selected(let selector): return selector.matches(cluster.labels(of: record.labels))
    }
  }

  /// The zone of a node; nil if its labels name none.
  func zone(of node: NodeID) -> Symbol? { cluster.nodes[node.row].labels.zone(cluster.symbols) }

  /// The row of `node` as the API server keeps it; of one that is not ready yet, with what the API
  /// server and its kubelet say of it until then.
  ///
  /// Source: `plugin/pkg/admission/nodetaint`, Kubernetes 1.12 to 1.34.
  mutating func record(of node: Node, pool: Symbol, isAwaited: Bool) -> NodeRecord {
    var taints = ContiguousArray(node.spec.taints.map { nodeTaint($0) })
    let ready = node.status.conditions["Ready"]?.status ?? .true
    if isAwaited || ready != .true,
      case .taints = configuration.controlPlane.nodeLifecycle.eviction
    {
      let taint: NodeLifecycleTaint =
        !isAwaited && ready == .unknown ? .unreachableNoSchedule : .notReadyNoSchedule
      let key = cluster.symbols.intern(taint.key)
      if !taints.contains(where: { $0.key == key && $0.effect == taint.effect }) {
        taints.append(NodeTaint(key: key, value: .empty, effect: taint.effect, added: now))
      }
    }
    let allocatable =
      node.status.allocatable.isEmpty ? node.status.capacity : node.status.allocatable
    let capacity = node.status.capacity.isEmpty ? allocatable : node.status.capacity
    let amounts = cluster.amounts(of: allocatable)
    let devices = cluster.resources.find(ResourceName.gpu.rawValue).map { amounts[$0] } ?? 0
    return NodeRecord(
      name: cluster.symbols.intern(node.metadata.name), pool: pool,
      labels: cluster.intern(node.metadata.labels),
      annotations: cluster.intern(node.metadata.annotations),
      taints: taints,
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
      declaredFeatures: node.status.declaredFeatures,
      ready: isAwaited ? .no : .absent, created: now)
  }

  private mutating func nodeTaint(_ taint: Taint) -> NodeTaint {
    NodeTaint(
      key: cluster.symbols.intern(taint.key), value: cluster.symbols.intern(taint.value),
      effect: taint.effect.interned,
      added: taint.timeAdded.flatMap { time(ofHistory: $0) } ?? now)
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
