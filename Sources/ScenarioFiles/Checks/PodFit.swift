import ClusterSimulation
import KubernetesObjects

/// Whether some node could ever take a pod, by what does not change while nodes are empty.
struct PodFit {
  /// Nodes of one shape.
  struct Shape {
    /// The labels but for the host's name.
    var labels: Labels
    var taints: [Taint]
    var allocatable: ResourceList
    /// The name of the node; any where there are several.
    var name: NodeValue
    /// What the node's label of the host's name says.
    var host: NodeValue
    /// The names of the nodes, where they have names of their own.
    var names: Set<String>?
    /// The pool of nodes without.
    let pool: String?
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
        taint.effect == .preferNoSchedule || taint.isOfLifecycle
          || pod.spec.tolerations.contains {
            $0.tolerates(taint)
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

  /// Of several nodes of a shape, one may have the name that is wanted.
  private func matchesSelector(of spec: PodSpec, _ shape: Shape) -> Bool {
    spec.selectsNode(named: shape.name) { key in
      if key == NodeLabels.hostname { return shape.host }
      return shape.labels[key].map { .known($0) } ?? .absent
    }
  }
}
