import ClusterState

/// Turns down every node for a pod with claims of devices, and speaks up when a pod fits nowhere.
///
/// Since 1.36 it also scores, and gives a pod without claims nothing on every node.
///
/// **Divergence:** devices are not simulated, neither their drivers nor their classes. The cluster
/// is one whose nodes offer none, so no claim can be allocated and a pod with claims waits. An
/// extended resource that only a class of devices provides is missing on every node.
///
/// Source: `dynamicresources.go`, Kubernetes 1.34 and 1.36.
public struct DynamicResources: FilterPlugin, ScorePlugin {
  /// The name in configurations.
  public static let name = "DynamicResources"

  /// What it says when a pod without claims fits nowhere (extension point PostFilter).
  private static let nothingToDeallocate = "no new claims to deallocate"
  /// What it says of a pod with claims that others keep from nothing: none is allocated.
  private static let stillUnschedulable = "still not schedulable"

  /// The plugin; it has no settings.
  public init() {}

  /// What it says of `pod`, which fits nowhere.
  static func verdict(on pod: PendingPod, in cluster: ClusterState) -> String {
    hasClaims(pod, cluster) ? stillUnschedulable : nothingToDeallocate
  }

  private static func hasClaims(_ pod: PendingPod, _ cluster: ClusterState) -> Bool {
    !cluster.templates[pod.template].pod.spec.resourceClaims.isEmpty
  }

  /// Skips pods without claims.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult { Self.hasClaims(pod, cluster) ? .proceed : .skip }

  /// Turns every node down: none has devices.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    pass.retain { _ in .unresolvable() }
  }

  /// Leaves every score at zero: pods that come this far have no claims.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {}

  /// The reason's text.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    ["cannot allocate all claims"]
  }
}

extension DynamicResources {
  /// Looks at no node, for none has devices.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .nothing }
}
