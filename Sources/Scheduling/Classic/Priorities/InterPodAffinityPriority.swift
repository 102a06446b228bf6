import ClusterState

/// `InterPodAffinityPriority`: nodes with the neighbours that the pod prefers, and whose pods
/// prefer it.
///
/// The sums are those of `InterPodAffinity`; they are stretched between the least and the greatest
/// with 0 among them. Source: `interpodaffinity.NormalizeScore`, Kubernetes 1.20.
public struct InterPodAffinityPriority: ScorePlugin {
  /// The name of the plugin that it became.
  public static let name = "InterPodAffinity"

  private var affinity: InterPodAffinityScore
  private var isActive = false

  /// The priority, where others' required affinity counts `hardPodAffinityWeight`.
  public init(hardPodAffinityWeight: Int64) {
    affinity = InterPodAffinityScore(hardPodAffinityWeight: hardPodAffinityWeight)
  }

  /// Sums the weights of the terms that match.
  public mutating func preScore(
    _ pod: PendingPod, _ nodes: ContiguousArray<NodeID>, _ cluster: ClusterState,
    _ cache: inout SchedulerCache
  ) -> PreScoreResult {
    if case .proceed = affinity.preScore(pod, nodes, cluster, &cache) {
      isActive = true
    } else {
      isActive = false
    }
    return .proceed
  }

  /// The sum of the weights at the node's domains.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    if isActive { affinity.score(pod, cluster, cache, &column) }
  }

  /// Stretches the scores between the least and the greatest, in double precision, truncated.
  public func normalize(_ column: inout ScoreColumn, maximum: Int64, _ cache: SchedulerCache) {
    guard isActive else { return }
    let least = min(0, column.scores.min() ?? 0)
    let greatest = max(0, column.scores.max() ?? 0)
    let range = greatest &- least
    for index in column.scores.indices {
      let share = range > 0 ? Double(column.scores[index] &- least) / Double(range) : 0
      column.scores[index] = Int64(Double(maximum) * share)
    }
  }
}
