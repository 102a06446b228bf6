import ClusterSimulation
import KubernetesObjects

/// Whether some node could ever take a pod, by what does not change while nodes are empty.
struct PodFit {
  /// Nodes of one shape.
  struct Shape {
    let labels: Labels
    let taints: [Taint]
    let allocatable: ResourceList
    /// The node's name, where it has one of its own.
    let name: String?
    /// The node or the pool, for messages.
    let title: String
  }

  let shapes: [Shape]

  /// Why no shape takes `pod`; nil if one does.
  func obstacle(to pod: Pod, requests: ResourceList) -> String? {
    if shapes.isEmpty { return "there is no node" }
    var left = shapes
    left = left.filter { matchesSelector(of: pod.spec, $0) }
    if left.isEmpty { return "no node has the labels that nodeSelector or nodeAffinity asks for" }
    left = left.filter { shape in
      shape.taints.allSatisfy { taint in
        taint.effect == .preferNoSchedule
          || pod.spec.tolerations.contains {
            $0.tolerates(taint, comparingNumbers: true)
          }
      }
    }
    if left.isEmpty { return "every node that it may go to has a taint that it does not tolerate" }
    let gaps = left.map { (shape: $0, gap: Gap(requests, $0.allocatable)) }
    if gaps.contains(where: { $0.gap.lacking.isEmpty }) { return nil }
    guard let nearest = gaps.min(by: { $0.gap < $1.gap }) else { return nil }
    let requested = nearest.gap.lacking.map { "\($0.name) \($0.requested)" }
    let lacking = nearest.gap.lacking.map { "\($0.name) \($0.requested - $0.offered)" }
    return "it requests \(Self.list(requested)), and \(nearest.shape.title), which comes nearest, "
      + "lacks \(Self.list(lacking))"
  }

  private static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  /// What a pod requests beyond what an empty node offers.
  private struct Gap: Comparable {
    let lacking: [(name: ResourceName, requested: Quantity, offered: Quantity)]
    /// The greatest part of a request that is lacking, for the order among gaps.
    private let share: Double

    init(_ requests: ResourceList, _ offer: ResourceList) {
      lacking = requests.entries.compactMap { entry in
        let offered = offer[entry.name] ?? .zero
        return entry.quantity > offered ? (entry.name, entry.quantity, offered) : nil
      }
      share = lacking.reduce(0) { share, entry in
        max(share, 1 - entry.offered.approximateValue / entry.requested.approximateValue)
      }
    }

    /// Fewer resources first, then smaller parts.
    static func < (a: Self, b: Self) -> Bool {
      (a.lacking.count, a.share) < (b.lacking.count, b.share)
    }

    static func == (a: Self, b: Self) -> Bool {
      (a.lacking.count, a.share) == (b.lacking.count, b.share)
    }
  }

  /// Nodes of a pool have names of their own, so one of them may have the one that is wanted.
  private func matchesSelector(of spec: PodSpec, _ shape: Shape) -> Bool {
    spec.selectsNode(named: shape.name.map { .known($0) } ?? .any) { key in
      if key == NodeLabels.hostname, shape.name == nil { return .any }
      return shape.labels[key].map { .known($0) } ?? .absent
    }
  }
}

extension KnownWorld {
  /// The shapes of all nodes: one for each zone of each pool, and each node of its own.
  var shapes: [PodFit.Shape] {
    var shapes = nodes.prefix(10_000).map { node in
      var node = node
      node.addKubeletLabels()
      return PodFit.Shape(
        labels: node.metadata.labels, taints: node.spec.taints,
        allocatable: Self.offer(of: node), name: node.metadata.name,
        title: "node \(node.metadata.name)")
    }
    for entry in pools where entry.made > 0 {
      let zones: [String?] = entry.pool.zones.isEmpty ? [nil] : entry.pool.zones.map { $0 }
      for zone in zones.prefix(entry.made) {
        var node = entry.pool.template
        if let zone { node.metadata.labels[NodeLabels.zone] = zone }
        node.addKubeletLabels()
        shapes.append(
          PodFit.Shape(
            labels: node.metadata.labels, taints: entry.pool.template.spec.taints,
            allocatable: Self.offer(of: entry.pool.template), name: nil,
            title: "a node of pool \(entry.name)"))
      }
    }
    return shapes
  }

  private static func offer(of node: Node) -> ResourceList {
    node.status.allocatable.isEmpty ? node.status.capacity : node.status.allocatable
  }
}
