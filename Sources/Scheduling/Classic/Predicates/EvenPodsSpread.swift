import ClusterState

/// `EvenPodsSpread`: the pod's hard spread constraints hold on the node.
///
/// It differs from today's `PodTopologySpread`: the domains are those of nodes that the pod may use
/// and that have every key, but pods on *all* nodes of such a domain count. Source:
/// `podtopologyspread.calPreFilterState` and `Filter`, Kubernetes 1.20.
public struct EvenPodsSpread: FilterPlugin {
  /// The name in policies.
  public static let name = "EvenPodsSpread"

  private enum Reason: UInt64 {
    case skew
    case missingLabel
  }

  /// One constraint and what its domains count.
  struct Spread: Sendable {
    let column: LabelColumnID
    let maxSkew: Int64
    /// One if the pod would count itself.
    let own: Int64
    var counts: ContiguousArray<Int64>
    var least: Int64 = 0
  }

  private(set) var spreads: ContiguousArray<Spread> = []

  public init() {}

  /// Counts pods by domain; a pod without hard constraints is skipped.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    spreads.removeAll(keepingCapacity: true)
    let requirements = cache.requirements[pod.template.row]
    let constraints = requirements.spreadConstraints.filter { $0.isHard }
    guard !constraints.isEmpty else { return .skip }
    let eligible = SpreadDomains.eligibleNodes(
      requirements, constraints, cache, cluster.symbols)
    for constraint in constraints {
      let labels = requirements.template.labels
      let column = constraint.column
      let group = cache.group(
        for: .spread(
          namespace: requirements.template.namespace, selector: constraint.selector), cluster)
      let isDomain = SpreadDomains.domains(of: eligible, column, cache)
      var spread = Spread(
        column: column, maxSkew: constraint.maxSkew,
        own: constraint.selector.matches(labels, cluster.symbols) ? 1 : 0,
        counts: SpreadDomains.sums(of: group, over: cache.present, column, isDomain, cache))
      spread.least = zip(spread.counts, isDomain).lazy.filter(\.1).map(\.0).min() ?? 0
      spreads.append(spread)
    }
    return .proceed
  }

  /// Turns down the nodes that lack a key or whose domain would have too many pods.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    pass.retain { node in
      for spread in spreads {
        let domain = cache.columns[spread.column.row].domain(row: node.row)
        if domain < 0 { return .unresolvable(Reason.missingLabel.rawValue) }
        if spread.counts[domain] + spread.own - spread.least > spread.maxSkew {
          return .unschedulable(Reason.skew.rawValue)
        }
      }
      return nil
    }
  }

  /// The text of Kubernetes 1.20.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    let text = "node(s) didn't match pod topology spread constraints"
    return [detail == Reason.missingLabel.rawValue ? text + " (missing required label)" : text]
  }
}
