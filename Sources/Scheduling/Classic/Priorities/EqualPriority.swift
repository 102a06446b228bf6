import ClusterState

/// `EqualPriority`: every node scores 1.
///
/// Source: `EqualPriority`, Kubernetes 1.2.
public struct EqualPriority: ScorePlugin {
  /// The name in policies.
  public static let name = "EqualPriority"

  public init() {}

  /// Gives every node a 1.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    column.fill { _ in 1 }
  }
}

extension EqualPriority {
  /// Nothing decides.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .node }
}
