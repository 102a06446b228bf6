import ClusterState
import KubernetesObjects
import SimulationEngine

/// A node pool in the middle of a run.
struct PoolState: Sendable {
  let name: Symbol
  var made = 0
}

/// Nodes that join and leave, and the nodes that a target names.
extension SimulationState {
  /// Adds `count` nodes to pool `row`.
  mutating func join(_ count: Int, toPool row: Int) {
    let pool = configuration.nodePools[row]
    for _ in 0..<count {
      let number = pools[row].made
      pools[row].made += 1
      var node = pool.template
      node.metadata.name = "\(pool.name)-\(number)"
      node.metadata.labels["kubernetes.io/hostname"] = node.metadata.name
      if !pool.zones.isEmpty {
        node.metadata.labels["topology.kubernetes.io/zone"] = pool.zones[number % pool.zones.count]
      }
      add(node, pool: pools[row].name)
    }
  }

  /// Adds a node and starts its kubelet; nothing if a node of that name is there.
  mutating func add(_ node: Node, pool: Symbol) {
    let record = record(of: node, pool: pool)
    guard let id = try? cluster.addNode(record, at: now) else { return }
    load.addNode(id)
    kubelets.start(id, images: record.images, at: now, actions: &kubeletActions)
    performKubeletActions()
  }

  private mutating func record(of node: Node, pool: Symbol) -> NodeRecord {
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

  /// Takes a node out of the cluster: the machine and its object.
  mutating func leave(_ node: NodeID) {
    guard cluster.nodes[node.row].isPresent else { return }
    if kubelets.isUp(node) { kubelets.fail(node, at: now, in: cluster) }
    cluster.removeNode(node, at: now)
  }

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

  /// The zone of a node, by the label of its era or the older one; nil without either.
  func zone(of node: NodeID) -> Symbol? {
    let labels = cluster.nodes[node.row].labels
    for key in ["topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"] {
      if let key = cluster.symbols.find(key), let zone = labels[key] { return zone }
    }
    return nil
  }

  /// Labels as text.
  func labels(of set: LabelSet) -> Labels {
    var labels = Labels()
    for pair in set.pairs { labels[cluster.symbols[pair.key]] = cluster.symbols[pair.value] }
    return labels
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
