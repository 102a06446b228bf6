import ClusterState

/// The score of volume binding, which is off by default: its feature is still in alpha in 1.34.
public struct VolumeBindingScore: ScorePlugin {
  /// The name in configurations.
  public static let name = VolumeBinding.name

  public init() {}

  /// Skips every pod.
  public mutating func preScore(
    _ pod: PendingPod, _ nodes: ContiguousArray<NodeID>, _ cluster: ClusterState,
    _ cache: inout SchedulerCache
  ) -> PreScoreResult { .skip }

  /// Gives no node anything.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {}
}

extension VolumeBindingScore {
  /// Gives no node anything.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .nothing }
}
