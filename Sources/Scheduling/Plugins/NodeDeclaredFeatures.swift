import ClusterState

/// Turns down nodes whose kubelet does not have what the pod needs of it.
public struct NodeDeclaredFeatures: FilterPlugin {
  /// The name in configurations.
  public static let name = "NodeDeclaredFeatures"

  /// The plugin; it has no settings.
  public init() {}

  /// Skips pods that need nothing.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    cache.requirements[pod.template.row].neededFeatures.isEmpty ? .skip : .proceed
  }

  /// Source: `nodedeclaredfeatures.Filter`, Kubernetes 1.36.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    let needed = cache.requirements[pod.template.row].neededFeatures
    pass.retain { cache.declaredFeatures[$0.row].isSuperset(of: needed) ? nil : .unresolvable() }
  }

  /// The reason's text.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    ["node(s) didn't match Pod's required features"]
  }
}

extension NodeDeclaredFeatures {
  /// What a node declares is part of it.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .node }
}
