import ClusterState

/// `PodFitsHostPorts`, once `PodFitsPorts`: no host port that the pod wants is taken on the node.
///
/// Ports are told apart by number alone; protocol and address came later. Source:
/// `predicates.PodFitsHostPorts`, Kubernetes 1.2.
public struct PodFitsHostPorts: FilterPlugin {
  /// The name in policies.
  public static let name = "PodFitsHostPorts"

  private var wanted: ContiguousArray<Int32> = []

  /// A predicate that has seen no pod.
  public init() {}

  /// Notes the ports that `pod` wants.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    wanted = ContiguousArray(cluster.templates[pod.template].hostPorts.map(\.port))
    return wanted.isEmpty ? .skip : .proceed
  }

  /// Turns down the nodes on which a port is taken.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    pass.retain { node in
      let isTaken = cache.usedPorts[node.row].contains { wanted.contains($0.port) }
      return isTaken ? .unschedulable() : nil
    }
  }

  /// The predicate's name is all that was reported.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] { [Self.name] }
}

extension PodFitsHostPorts {
  /// The node and the pods on it decide.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .nodeAndPods }
}
