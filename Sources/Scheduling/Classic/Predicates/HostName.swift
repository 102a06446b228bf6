import ClusterState

/// `HostName`: if the pod names a node, this is it.
///
/// Source: `predicates.PodFitsHost`, Kubernetes 1.2; `NodeName`, Kubernetes 1.20.
public struct HostName: FilterPlugin {
  /// The name in policies.
  public static let name = "HostName"

  public init() {}

  /// Skips a pod that names no node.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    pod.nodeName == .empty ? .skip : .proceed
  }

  /// Turns down the nodes with another name.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    pass.retain { cluster.nodes[$0.row].name == pod.nodeName ? nil : .unresolvable() }
  }

  /// The text of Kubernetes 1.20.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    ["node(s) didn't match the requested hostname"]
  }
}

extension HostName {
  /// Speaks up for pods that name a node only.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { pod.nodeName == .empty ? .nothing : .cluster }
}
