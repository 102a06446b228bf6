import ClusterState

/// Turns down cordoned nodes, unless the pod tolerates the taint that stands for it.
public struct NodeUnschedulable: FilterPlugin {
  /// The name in configurations.
  public static let name = "NodeUnschedulable"

  /// The plugin; it has no settings.
  public init() {}

  /// Source: `NodeUnschedulable.Filter`, Kubernetes 1.34.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    guard !cache.cordoned.isEmpty, !toleratesCordons(pod, cluster, cache) else { return }
    pass.retain { cache.cordoned.contains($0) ? .unresolvable() : nil }
  }

  /// Whether `pod` tolerates the taint that stands for a cordon.
  ///
  /// With the taint's key unknown to the cluster only a toleration without a key can match it.
  func toleratesCordons(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Bool {
    let key = cluster.symbols.find("node.kubernetes.io/unschedulable") ?? .empty
    let taint = TaintLists.Entry(key: key, value: .empty, effect: .noSchedule)
    return cache.requirements[pod.template.row].tolerations.contains { $0.tolerates(taint) }
  }

  /// The reason's text.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    ["node(s) were unschedulable"]
  }
}

extension NodeUnschedulable {
  /// A cordon is part of the node.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .node }
}
