import ClusterState

/// Turns down every node but the one that the pod names.
public struct NodeName: FilterPlugin {
  /// The name in configurations.
  public static let name = "NodeName"

  /// The plugin; it has no settings.
  public init() {}

  /// Source: `NodeName.Filter`, Kubernetes 1.34.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    guard pod.nodeName != .empty else { return }
    pass.retain { cache.names[$0.row] == pod.nodeName ? nil : .unresolvable() }
  }

  /// The reason's text.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    ["node(s) didn't match the requested node name"]
  }
}

extension NodeName {
  /// Speaks up for pods that name a node only.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { pod.nodeName == .empty ? .nothing : .cluster }
}
