import ClusterState

/// Stands for the allocation of devices, which is not modelled: pods have no claims of devices.
///
/// It is in the profile because it is in the real one since 1.34, where it speaks up when a pod
/// fits nowhere.
public struct DynamicResources: FilterPlugin {
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

  /// There are none.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] { [] }
}

extension DynamicResources {
  /// Turns no node down.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .nothing }
}
