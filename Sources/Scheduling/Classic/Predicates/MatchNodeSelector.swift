import ClusterState

/// `MatchNodeSelector`: the node has the labels of the pod's node selector, and of one term of its
/// required node affinity.
///
/// The rule is that of `NodeAffinity`, without its shortcut for affinities that name nodes. Source:
/// `PodMatchesNodeLabels`, Kubernetes 1.2; `NodeAffinity.Filter`, Kubernetes 1.20.
public struct MatchNodeSelector: FilterPlugin {
  /// The name in policies.
  public static let name = "MatchNodeSelector"

  private var affinity = NodeAffinity()

  public init() {}

  /// Finds the nodes that match; a pod without demands is skipped.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    if case .skip = affinity.preFilter(pod, cluster, &cache) { return .skip }
    return .proceed
  }

  /// Turns down the nodes that do not match.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    affinity.filter(pod, cluster, cache, &pass)
  }

  /// The text of Kubernetes 1.20.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    ["node(s) didn't match Pod's node affinity"]
  }
}

extension MatchNodeSelector {
  /// The node alone decides.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .node }
}
