import ClusterState

/// Turns down nodes on which a port that the pod wants for itself is taken.
public struct NodePorts: FilterPlugin {
  /// The name in configurations.
  public static let name = "NodePorts"

  /// The plugin; it has no settings.
  public init() {}

  /// Skips pods without host ports.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    cluster.templates[pod.template].hostPorts.isEmpty ? .skip : .proceed
  }

  /// Source: `NodePorts.Filter`, Kubernetes 1.34.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    let wanted = cluster.templates[pod.template].hostPorts
    pass.retain { node in
      for used in cache.usedPorts[node.row] where wanted.contains(where: used.conflicts) {
        return .unschedulable()
      }
      return nil
    }
  }

  /// The reason's text.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    ["node(s) didn't have free ports for the requested pod ports"]
  }
}

extension NodePorts {
  /// The ports of the node's pods decide.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .nodeAndPods }
}
