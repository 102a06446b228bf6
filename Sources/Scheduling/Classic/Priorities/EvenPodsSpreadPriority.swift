import ClusterState
import SimulationEngine

/// `EvenPodsSpreadPriority`: nodes in domains with few pods, by the pod's soft spread constraints.
///
/// Each constraint adds `count * ln(domains + 2) + maxSkew - 1`; the sum is truncated, where
/// today's `PodTopologySpread` rounds. Feasible nodes without some key score 0. Source:
/// `podtopologyspread.PreScore`, `Score` and `NormalizeScore`, Kubernetes 1.20.
public struct EvenPodsSpreadPriority: ScorePlugin {
  /// The name of the plugin that it became.
  public static let name = "PodTopologySpread"

  /// One constraint, its weight and what its domains count.
  private struct Spread: Sendable {
    let column: LabelColumnID
    let isHostname: Bool
    let weight: Double
    let base: Double
    let group: PodGroupID
    let counts: ContiguousArray<Int64>
  }

  private var spreads: ContiguousArray<Spread> = []
  private var isIgnored: ContiguousArray<Bool> = []

  public init() {}

  /// Counts pods by the domains of the feasible nodes.
  public mutating func preScore(
    _ pod: PendingPod, _ nodes: ContiguousArray<NodeID>, _ cluster: ClusterState,
    _ cache: inout SchedulerCache
  ) -> PreScoreResult {
    spreads.removeAll(keepingCapacity: true)
    let requirements = cache.requirements[pod.template.row]
    let constraints = requirements.spreadConstraints.filter { !$0.isHard }
    var ranked = NodeSet(capacity: cache.rowCount)
    isIgnored = ContiguousArray(repeating: false, count: nodes.count)
    for index in nodes.indices {
      let row = nodes[index].row
      isIgnored[index] = constraints.contains {
        cache.columns[$0.column.row].domain(row: row) < 0
      }
      if !isIgnored[index] { ranked.insert(nodes[index]) }
    }
    guard !constraints.isEmpty else { return .proceed }
    let eligible = SpreadDomains.eligibleNodes(
      requirements, constraints, cache, cluster.symbols)
    for constraint in constraints {
      let column = constraint.column
      let isDomain = SpreadDomains.domains(of: ranked, column, cache)
      let domains = constraint.isHostname ? ranked.count : isDomain.count { $0 }
      let group = cache.group(
        for: .spread(
          namespace: requirements.template.namespace, selector: constraint.selector), cluster)
      spreads.append(
        Spread(
          column: column, isHostname: constraint.isHostname,
          weight: ExactMath.log(Double(domains + 2)), base: Double(constraint.maxSkew - 1),
          group: group,
          counts: SpreadDomains.sums(of: group, over: eligible, column, isDomain, cache)))
    }
    return .proceed
  }

  /// Sums the weighted counts of each node's domains.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    for index in column.nodes.indices where !isIgnored[index] {
      let node = column.nodes[index]
      var sum = 0.0
      for spread in spreads {
        let count =
          spread.isHostname
          ? Int64(cache.groups.count(of: spread.group, on: node))
          : spread.counts[cache.columns[spread.column.row].domain(row: node.row)]
        let weighted = Double(count) * spread.weight
        sum += weighted + spread.base
      }
      column.scores[index] = Int64(clamping: sum)
    }
  }

  /// The fewer, the better: `maximum * (most + least - score) / most`.
  public func normalize(_ column: inout ScoreColumn, maximum: Int64, _ cache: SchedulerCache) {
    var least = Int64.max
    var most: Int64 = 0
    for index in column.scores.indices where !isIgnored[index] {
      least = min(least, column.scores[index])
      most = max(most, column.scores[index])
    }
    for index in column.scores.indices {
      if isIgnored[index] {
        column.scores[index] = 0
      } else {
        column.scores[index] =
          most == 0 ? maximum : maximum * (most + least - column.scores[index]) / most
      }
    }
  }
}
