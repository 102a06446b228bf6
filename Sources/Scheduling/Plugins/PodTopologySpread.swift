import ClusterState

/// Turns down nodes in topology domains that have too many of the pod's peers: hard spread
/// constraints.
public struct PodTopologySpread: FilterPlugin {
  /// The name in configurations.
  public static let name = "PodTopologySpread"

  private enum Reason: UInt64 {
    case skew
    case missingLabel
  }

  /// The peers by domain for one constraint.
  struct Domains: Sendable {
    let constraint: SpreadConstraint
    let matchesSelf: Bool
    var counts: ContiguousArray<Int>
    var isDomain: ContiguousArray<Bool>
    var domainCount = 0
    var least = LeastDomains()

    /// The count of the emptiest domain; zero if there are fewer domains than asked for.
    var minimum: Int { domainCount < constraint.minDomains ? 0 : least.minimum }
  }

  let defaults: DefaultSpread
  /// Whether pods without constraints of their own can be under others.
  var hasDefaults: Bool { !defaults.constraints.isEmpty }
  private(set) var domains: ContiguousArray<Domains> = []
  private var eligibility = SpreadEligibility()

  /// The plugin with the constraints of pods that have none.
  public init(defaults: DefaultSpread) { self.defaults = defaults }

  /// Counts the peers in every domain of the nodes that count.
  ///
  /// Source: `PodTopologySpread.calPreFilterState`, Kubernetes 1.34.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    let constraints = defaults.constraints(for: pod, isHard: true, cluster, cache)
    domains = []
    guard !constraints.isEmpty else { return .skip }
    let template = cache.requirements[pod.template.row].template
    eligibility = SpreadEligibility(pod, constraints, cluster, cache, requiresAllKeys: true)
    for constraint in constraints {
      let column = cache.columns[constraint.column.row]
      var entry = Domains(
        constraint: constraint,
        matchesSelf: constraint.selector.matches(template.labels, cluster.symbols),
        counts: ContiguousArray(repeating: 0, count: column.domainCount),
        isDomain: ContiguousArray(repeating: false, count: column.domainCount))
      let group = cache.group(
        for: .spread(namespace: template.namespace, selector: constraint.selector), cluster)
      let countsPods = !constraint.selector.isEmpty
      if eligibility.includesEveryKeyedNode(for: constraint) {
        if countsPods { entry.counts = cache.sums(of: group, by: constraint.column) }
        for domain in entry.isDomain.indices {
          entry.isDomain[domain] = column.nodeCounts[domain] > 0
        }
      } else {
        let counts = cache.groups.counts(of: group)
        eligibility.nodes(for: constraint, cache).forEach { node in
          let domain = column.domain(row: node.row)
          entry.isDomain[domain] = true
          if countsPods { entry.counts[domain] += Int(counts[node.row]) }
        }
      }
      for domain in entry.counts.indices where entry.isDomain[domain] {
        entry.domainCount += 1
        entry.least.update(domain, entry.counts[domain])
      }
      domains.append(entry)
    }
    return .proceed
  }

  /// Compares each domain with the emptiest.
  ///
  /// Source: `PodTopologySpread.Filter`, Kubernetes 1.34.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    pass.retain { node in
      for entry in domains {
        let domain = cache.columns[entry.constraint.column.row].domain(row: node.row)
        if domain < 0 { return .unresolvable(Reason.missingLabel.rawValue) }
        let skew =
          (domain < entry.counts.count ? entry.counts[domain] : 0)
          + (entry.matchesSelf ? 1 : 0) - entry.minimum
        if skew > Int(entry.constraint.maxSkew) { return .unschedulable(Reason.skew.rawValue) }
      }
      return nil
    }
  }

  /// Counts `added`.
  public mutating func addPod(
    _ added: PlacedPod, on node: NodeID, for pod: PendingPod, _ cluster: ClusterState,
    _ cache: SchedulerCache
  ) { count(added, on: node, for: pod, cluster, cache, sign: 1) }

  /// Counts `removed` no longer.
  public mutating func removePod(
    _ removed: PlacedPod, from node: NodeID, for pod: PendingPod, _ cluster: ClusterState,
    _ cache: SchedulerCache
  ) { count(removed, on: node, for: pod, cluster, cache, sign: -1) }

  /// The reason's text.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    let text = "node(s) didn't match pod topology spread constraints"
    return [detail == Reason.missingLabel.rawValue ? text + " (missing required label)" : text]
  }

  /// Changes the counts as the real plugin does: also for pods that are marked for deletion and for
  /// selectors without requirements, which it leaves out of the counts to begin with.
  ///
  /// Source: `preFilterState.updateWithPod`, Kubernetes 1.34.
  private mutating func count(
    _ placed: PlacedPod, on node: NodeID, for pod: PendingPod, _ cluster: ClusterState,
    _ cache: SchedulerCache, sign: Int
  ) {
    let template = cache.requirements[pod.template.row].template
    let other = cache.requirements[placed.template.row].template
    guard other.namespace == template.namespace else { return }
    for index in domains.indices {
      let constraint = domains[index].constraint
      guard constraint.selector.matches(other.labels, cluster.symbols),
        eligibility.includes(node, for: constraint, cache)
      else { continue }
      let domain = cache.columns[constraint.column.row].domain(row: node.row)
      domains[index].counts[domain] += sign
      domains[index].least.update(domain, domains[index].counts[domain])
    }
  }
}

/// The two domains with the fewest pods.
///
/// Two are enough to know the minimum while the count of one domain changes. Source:
/// `podtopologyspread.criticalPaths`, Kubernetes 1.34.
struct LeastDomains: Sendable {
  private var first = (domain: -1, count: Int(Int32.max))
  private var second = (domain: -1, count: Int(Int32.max))

  /// The smaller of the two counts.
  var minimum: Int { first.count }

  /// Takes note that `domain` now has `count` pods.
  mutating func update(_ domain: Int, _ count: Int) {
    if domain == first.domain || domain == second.domain {
      if domain == first.domain { first.count = count } else { second.count = count }
      if first.count > second.count { swap(&first, &second) }
    } else if count < first.count {
      second = first
      first = (domain, count)
    } else if count < second.count {
      second = (domain, count)
    }
  }
}
