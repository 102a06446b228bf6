import ClusterSimulation
import KubernetesObjects

/// The shapes that nodes have at some time of the run.
extension KnownWorld {
  /// What makes nodes alike to pods.
  private struct Likeness: Hashable {
    let labels: Labels
    let taints: [Taint]
    let allocatable: ResourceList
  }

  /// How many shapes are looked at; with more of them nothing is said of pods that fit nowhere.
  static let mostShapes = 10_000

  /// The shapes of all nodes, those that the timeline makes of them included; nil if there are too
  /// many to look at.
  ///
  /// It is enough for a pod that a node comes to have what it lacks, and it may be any node that
  /// the timeline may mean.
  func shapes(_ timeline: [TimelineEntry]) -> [PodFit.Shape]? {
    var current = nodeShapes + poolShapes
    var all = current
    for entry in timeline {
      guard let target = entry.action.changedNodes else { continue }
      for row in current.indices where current[row].isMeant(by: target) {
        guard all.count <= Self.mostShapes else { return nil }
        current[row].apply(entry.action)
        all.append(current[row])
      }
    }
    return all.count <= Self.mostShapes ? all : nil
  }

  /// One shape for nodes that differ in nothing but their names.
  private var nodeShapes: [PodFit.Shape] {
    var shapes: [PodFit.Shape] = []
    var rows: [Likeness: Int] = [:]
    for var node in nodes {
      node.addKubeletLabels()
      var labels = node.metadata.labels
      labels[NodeLabels.hostname] = nil
      let likeness = Likeness(
        labels: labels, taints: node.spec.taints, allocatable: Self.offer(of: node))
      let name = node.metadata.name
      if let row = rows[likeness] {
        shapes[row].names?.insert(name)
        (shapes[row].name, shapes[row].host) = (.any, .any)
        continue
      }
      rows[likeness] = shapes.count
      shapes.append(
        PodFit.Shape(
          labels: labels, taints: likeness.taints, allocatable: likeness.allocatable,
          name: .known(name),
          host: node.metadata.labels[NodeLabels.hostname].map { .known($0) } ?? .absent,
          names: [name], pool: nil, title: "node \(name)"))
    }
    return shapes
  }

  /// One shape for each zone of each pool.
  private var poolShapes: [PodFit.Shape] {
    var shapes = labelledJoins.map { join in
      shape(of: pools[join.pool].pool, named: pools[join.pool].name, join.labels)
    }
    for entry in pools where entry.made > 0 {
      let zones: [String?] = entry.pool.zones.isEmpty ? [nil] : entry.pool.zones.map { $0 }
      for zone in zones.prefix(entry.made) {
        let labels = zone.map { [(key: NodeLabels.zone, value: Optional($0))] } ?? []
        shapes.append(shape(of: entry.pool, named: entry.name, labels))
      }
    }
    return shapes
  }

  private func shape(
    of pool: NodePool, named name: String, _ labels: [(key: String, value: String?)]
  ) -> PodFit.Shape {
    var node = pool.template
    for label in labels { node.metadata.labels[label.key] = label.value }
    node.addKubeletLabels()
    node.metadata.labels[NodeLabels.hostname] = nil
    return PodFit.Shape(
      labels: node.metadata.labels, taints: node.spec.taints,
      allocatable: Self.offer(of: pool.template), name: .any, host: .any,
      names: nil, pool: name, title: "a node of pool \(name)")
  }

  private static func offer(of node: Node) -> ResourceList {
    node.status.allocatable.isEmpty ? node.status.capacity : node.status.allocatable
  }
}

extension TimelineAction {
  /// The nodes of which labels, taints or amounts change.
  fileprivate var changedNodes: NodeTarget? {
    switch self {
    case .patchNodes(let target, _), .taint(let target, _, _), .labelNodes(let target, _): target
    default: nil
    }
  }
}

extension PodFit.Shape {
  /// Whether a target may mean a node of this shape.
  fileprivate func isMeant(by target: NodeTarget) -> Bool {
    switch target {
    case .node(let name):
      names.map { $0.contains(name) } ?? pool.map { name.hasPrefix($0 + "-") } ?? true
    case .pool(let name): pool == name
    case .zone, .selected: true
    }
  }

  /// Changes the shape as an action of the timeline does.
  fileprivate mutating func apply(_ action: TimelineAction) {
    switch action {
    case .patchNodes(_, let patch):
      for change in patch.labels { labels[change.key] = change.value }
      if let new = patch.taints { taints = new }
      for change in patch.capacity + patch.allocatable {
        allocatable[change.name] = change.quantity
      }
    case .labelNodes(_, let changes): for change in changes { labels[change.key] = change.value }
    case .taint(_, let taint, let isRemoval):
      taints.removeAll { $0.key == taint.key && $0.effect == taint.effect }
      if !isRemoval { taints.append(taint) }
    default: break
    }
  }
}

extension Taint {
  /// Whether the control plane puts the taint on and takes it off by itself, so that it says
  /// nothing about a whole run.
  ///
  /// Source: `pkg/controller/nodelifecycle/node_lifecycle_controller.go`, Kubernetes 1.34.
  var isOfLifecycle: Bool {
    key.hasPrefix("node.kubernetes.io/")
      && [
        "not-ready", "unreachable", "unschedulable", "memory-pressure", "disk-pressure",
        "pid-pressure", "network-unavailable",
      ].contains(key.dropFirst("node.kubernetes.io/".count))
  }
}
