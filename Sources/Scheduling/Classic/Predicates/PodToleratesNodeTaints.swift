import ClusterState

/// `PodToleratesNodeTaints`: the pod tolerates the node's taints.
///
/// The rule is that of `TaintToleration`, with the words of Kubernetes 1.20.
public struct PodToleratesNodeTaints: FilterPlugin {
  /// The name in policies.
  public static let name = "PodToleratesNodeTaints"

  private let toleration = TaintToleration()

  public init() {}

  /// Turns down the nodes with a taint that is not tolerated.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    toleration.filter(pod, cluster, cache, &pass)
  }

  /// Names the taint.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    let (key, value) = TaintToleration.taint(of: detail, in: cluster)
    return ["node(s) had taint {\(key): \(value)}, that the pod didn't tolerate"]
  }
}

extension PodToleratesNodeTaints {
  /// The node alone decides.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .node }
}
