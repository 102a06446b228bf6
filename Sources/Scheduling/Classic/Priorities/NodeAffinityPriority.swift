import ClusterState

/// `NodeAffinityPriority`: nodes that match the pod's preferred node affinity, by weight.
///
/// The best matching node gets the maximum, the others in proportion. Source:
/// `CalculateNodeAffinityPriority`, Kubernetes 1.2, in double precision, truncated;
/// `NodeAffinity.Score`, Kubernetes 1.20, in integers.
public struct NodeAffinityPriority: ScorePlugin {
  /// The name in policies.
  public static let name = "NodeAffinityPriority"

  private let era: ClassicEra
  private var affinity = NodeAffinity()

  /// The priority as `era` had it.
  public init(era: ClassicEra) { self.era = era }

  /// Never skipped; a term that cannot be ends the cycle.
  public mutating func preScore(
    _ pod: PendingPod, _ nodes: ContiguousArray<NodeID>, _ cluster: ClusterState,
    _ cache: inout SchedulerCache
  ) -> PreScoreResult {
    if case .failed(let reason) = affinity.preScore(pod, nodes, cluster, &cache) {
      return .failed(reason)
    }
    return .proceed
  }

  /// The sum of the weights of the terms that match.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    affinity.score(pod, cluster, cache, &column)
  }

  /// In proportion to the best.
  public func normalize(_ column: inout ScoreColumn, maximum: Int64, _ cache: SchedulerCache) {
    guard era == .v1_2 else { return column.normalize(to: maximum, reversed: false) }
    let most = column.scores.max() ?? 0
    guard most > 0 else { return column.fill { _ in 0 } }
    for index in column.scores.indices {
      column.scores[index] = Int64(10 * (Double(column.scores[index]) / Double(most)))
    }
  }
}

extension NodeAffinityPriority {
  /// Labels are part of the node.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence {
    cache.requirements[pod.template.row].hasPreferredNodes ? .node : .nothing
  }
}
