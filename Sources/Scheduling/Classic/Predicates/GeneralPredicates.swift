import ClusterState

/// `GeneralPredicates` of Kubernetes 1.2: resources, host name, host ports and node selector, of
/// which the first that fails counts.
///
/// Kubernetes 1.20 takes the name for four plugins instead. Source: `predicates.GeneralPredicates`.
public struct GeneralPredicates: FilterPlugin {
  /// The name in policies.
  public static let name = "GeneralPredicates"

  /// Which of the four, as the upper half of a rejection's detail.
  private enum Part: UInt64 {
    case resources
    case hostName
    case hostPorts
    case nodeSelector
  }

  private(set) var resources = PodFitsResources(era: .v1_2)
  private(set) var hostName = HostName()
  private(set) var hostPorts = PodFitsHostPorts()
  private(set) var nodeSelector = MatchNodeSelector()
  private var isActive: [Bool] = []

  public init() {}

  /// Prepares the four.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    func isAsked(_ result: PreFilterResult) -> Bool {
      if case .skip = result { return false }
      return true
    }
    isActive = [
      isAsked(resources.preFilter(pod, cluster, &cache)),
      isAsked(hostName.preFilter(pod, cluster, &cache)),
      isAsked(hostPorts.preFilter(pod, cluster, &cache)),
      isAsked(nodeSelector.preFilter(pod, cluster, &cache)),
    ]
    return .proceed
  }

  /// Asks the four one after the other.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    let parts: [any FilterPlugin] = [resources, hostName, hostPorts, nodeSelector]
    if pass.isList {
      for (index, part) in parts.enumerated() where isActive[index] {
        part.filter(pod, cluster, cache, &pass)
      }
      return
    }
    var inner = FilterPass()
    inner.start(over: pass.checksAll ? pass.all : pass.feasible, capacity: cache.rowCount)
    for (index, part) in parts.enumerated() where isActive[index] {
      inner.begin(plugin: index)
      part.filter(pod, cluster, cache, &inner)
    }
    pass.retain { node in
      if inner.feasible.contains(node) { return nil }
      let verdict = inner.verdict(on: node)
      let part = UInt64(verdict.plugin)
      return Rejection(
        code: verdict.rejection.code, detail: part << 60 | verdict.rejection.detail)
    }
  }

  /// The name; of a shortage also the resource.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] { [Self.name] }
}

extension GeneralPredicates {
  /// The node and the pods on it decide.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { pod.nodeName == .empty ? .nodeAndPods : .cluster }
}
