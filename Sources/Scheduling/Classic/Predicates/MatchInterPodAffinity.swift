import ClusterState

/// `MatchInterPodAffinity`: the pod's required affinity and anti-affinity hold on the node, and so
/// does the anti-affinity of the pods that are placed.
///
/// The rule is that of `InterPodAffinity`, with the words of Kubernetes 1.20.
public struct MatchInterPodAffinity: FilterPlugin {
  /// The name in policies.
  public static let name = "MatchInterPodAffinity"

  private(set) var affinity = InterPodAffinity()

  public init() {}

  /// Counts the pods that matter by domain.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    affinity.preFilter(pod, cluster, &cache)
  }

  /// Turns down nodes with the wrong neighbours.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    affinity.filter(pod, cluster, cache, &pass)
  }

  /// The text of Kubernetes 1.20: what failed in general, and in particular.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    ["node(s) didn't match pod affinity/anti-affinity"]
      + affinity.reasons(for: detail, in: cluster)
  }
}
