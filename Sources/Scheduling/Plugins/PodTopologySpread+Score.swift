import ClusterState
import SimulationEngine

/// Prefers topology domains with few of the pod's peers: soft spread constraints.
///
/// The filter and the score of the plugin share nothing but the name and the defaults.
public struct PodTopologySpreadScore: ScorePlugin {
  /// The name in configurations.
  public static let name = PodTopologySpread.name

  /// What one constraint adds to a node's score.
  private struct Entry: Sendable {
    let constraint: SpreadConstraint
    /// The peers by domain; for host names empty.
    var counts: ContiguousArray<Int> = []
    /// The peers, for host names: counted by node already; absent for none.
    var group = PodGroupID.absent
    /// The logarithm that weighs the counts, so that few domains matter as much as many.
    let weight: Double
  }

  private let defaults: DefaultSpread
  /// Whether pods without constraints of their own can be under others.
  var hasDefaults: Bool { !defaults.constraints.isEmpty }
  private var entries: ContiguousArray<Entry> = []
  private var ignored = NodeSet()

  /// The plugin with the constraints of pods that have none.
  public init(defaults: DefaultSpread) { self.defaults = defaults }

  /// Counts the peers in the domains of feasible nodes; skips pods without soft constraints.
  ///
  /// Source: `PodTopologySpread.PreScore` and `initPreScoreState`, Kubernetes 1.34.
  public mutating func preScore(
    _ pod: PendingPod, _ nodes: ContiguousArray<NodeID>, _ cluster: ClusterState,
    _ cache: inout SchedulerCache
  ) -> PreScoreResult {
    let constraints = defaults.constraints(for: pod, isHard: false, cluster, cache)
    entries = []
    guard !constraints.isEmpty, !nodes.isEmpty else { return .skip }
    let template = cache.requirements[pod.template.row].template
    let requiresAllKeys =
      !cache.requirements[pod.template.row].spreadConstraints.isEmpty || !defaults.isSystem
    let eligibility = SpreadEligibility(
      pod, constraints, cluster, cache, requiresAllKeys: requiresAllKeys)
    ignored = NodeSet(capacity: cache.rowCount)
    var counted = nodes
    if requiresAllKeys {
      for node in nodes where !eligibility.keyed.contains(node) { ignored.insert(node) }
      counted = nodes.filter { eligibility.keyed.contains($0) }
    }
    for constraint in constraints {
      let group = cache.group(
        for: .spread(namespace: template.namespace, selector: constraint.selector), cluster)
      if constraint.isHostname {
        entries.append(
          Entry(
            constraint: constraint,
            group: constraint.selector.isEmpty ? .absent : group,
            weight: ExactMath.log(Double(counted.count + 2))))
      } else {
        entries.append(byDomain(constraint, eligibility, counted, group, &cache))
      }
    }
    return .proceed
  }

  private func byDomain(
    _ constraint: SpreadConstraint, _ eligibility: SpreadEligibility,
    _ feasible: ContiguousArray<NodeID>, _ group: PodGroupID, _ cache: inout SchedulerCache
  ) -> Entry {
    let column = cache.columns[constraint.column.row]
    var isCandidate = ContiguousArray(repeating: false, count: column.domainCount)
    var size = 0
    var hasUnlabelled = false
    for node in feasible {
      let domain = column.domain(row: node.row)
      if domain < 0 {
        hasUnlabelled = true
      } else if !isCandidate[domain] {
        isCandidate[domain] = true
        size += 1
      }
    }
    // Where keys are optional, the nodes without one make up a domain of their own.
    if hasUnlabelled { size += 1 }
    // Only the counts of the domains of feasible nodes are read.
    var counts = ContiguousArray(repeating: 0, count: column.domainCount)
    if !constraint.selector.isEmpty {
      if eligibility.includesEveryKeyedNode(for: constraint) {
        counts = cache.sums(of: group, by: constraint.column)
      } else {
        let peers = cache.groups.counts(of: group)
        eligibility.nodes(for: constraint, cache).forEach { node in
          let domain = column.domain(row: node.row)
          if domain >= 0 { counts[domain] += Int(peers[node.row]) }
        }
      }
    }
    return Entry(
      constraint: constraint, counts: counts, weight: ExactMath.log(Double(size + 2)))
  }

  /// The weighted counts, summed in doubles in order of the constraints and rounded.
  ///
  /// Source: `PodTopologySpread.Score`, Kubernetes 1.34.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    var sums = ContiguousArray(repeating: 0.0, count: column.nodes.count)
    for entry in entries {
      let labels = cache.columns[entry.constraint.column.row]
      let hostCounts = entry.group.isPresent ? cache.groups.counts(of: entry.group) : []
      let offset = Double(entry.constraint.maxSkew - 1)
      for index in column.nodes.indices {
        let row = column.nodes[index].row
        let domain = labels.domain(row: row)
        guard domain >= 0 else { continue }
        let count: Int
        if entry.constraint.isHostname {
          count = row < hostCounts.count ? Int(hostCounts[row]) : 0
        } else {
          count = domain < entry.counts.count ? entry.counts[domain] : 0
        }
        let weighted = Double(count) * entry.weight
        sums[index] += weighted + offset
      }
    }
    let ignoresSome = !ignored.isEmpty
    for index in column.nodes.indices
    where !ignoresSome || !ignored.contains(column.nodes[index]) {
      // Rounded half away from zero, which no sum is below; exact, and no call of a library.
      let whole = Int64(sums[index])
      column.scores[index] = sums[index] - Double(whole) >= 0.5 ? whole + 1 : whole
    }
  }

  /// The fewer, the better; nodes that lack a topology key get nothing.
  ///
  /// Source: `PodTopologySpread.NormalizeScore`, Kubernetes 1.34.
  public func normalize(_ column: inout ScoreColumn, maximum: Int64, _ cache: SchedulerCache) {
    let ignoresSome = !ignored.isEmpty
    func isIgnored(_ node: NodeID) -> Bool { ignoresSome && ignored.contains(node) }
    var least = Int64.max
    var greatest = Int64.min
    for index in column.nodes.indices where !isIgnored(column.nodes[index]) {
      least = min(least, column.scores[index])
      greatest = max(greatest, column.scores[index])
    }
    // Neighbors mostly score alike: a division is not made twice in a row.
    var last = (raw: greatest, normalized: maximum)
    if greatest != 0, greatest > .min { last.normalized = maximum &* least / greatest }
    for index in column.nodes.indices {
      let raw = column.scores[index]
      if isIgnored(column.nodes[index]) {
        column.scores[index] = 0
      } else if greatest == 0 {
        column.scores[index] = maximum
      } else {
        if raw != last.raw {
          last = (raw, maximum &* (greatest &+ least &- raw) / greatest)
        }
        column.scores[index] = last.normalized
      }
    }
  }
}

extension PodTopologySpreadScore {
  /// Peers on other nodes count, for pods under soft constraints.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence {
    defaults.constraints(for: pod, isHard: false, cluster, cache).isEmpty ? .nothing : .cluster
  }
}
