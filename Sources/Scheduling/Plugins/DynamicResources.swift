import ClusterState

/// Stands for the allocation of devices, which is not modelled: pods have no claims of devices.
///
/// It is in the profile because it is in the real one since 1.34, where it speaks up when a pod
/// fits nowhere. Since 1.36 it also scores, and gives a pod without claims nothing on every node.
public struct DynamicResources: FilterPlugin, ScorePlugin {
  /// The name in configurations.
  public static let name = "DynamicResources"

  /// What it says when a pod fits nowhere (extension point PostFilter).
  static let nothingToDeallocate = "no new claims to deallocate"

  /// The plugin; it has no settings.
  public init() {}

  /// Skips every pod.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult { .skip }

  /// Turns no node down.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {}

  /// Leaves every score at zero: pods have no claims.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {}

  /// There are none.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] { [] }
}

extension DynamicResources {
  /// Turns no node down, and prefers none.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .nothing }
}
