import ClusterState

/// The custom priorities `serviceAntiAffinity` of Kubernetes 1.20, merged into one plugin: pods of
/// a service spread over the values of node labels.
///
/// The first service that selects the pod counts, with its pods on the feasible nodes that are not
/// marked for deletion. Each label gives `100 * (all - those in the label's domain) / all` in
/// double precision, 0 to nodes without it; the mean counts, truncated. Source:
/// `serviceaffinity.Score` and `NormalizeScore`.
public struct ServiceAntiAffinity: ScorePlugin {
  /// The name of the plugin that it became.
  public static let name = "ServiceAffinity"

  private let labels: [String]
  private var columns: ContiguousArray<LabelColumnID> = []
  private var group: PodGroupID = .absent

  /// Spreads pods over the values of each of `labels`, of which there is at least one.
  public init(labels: [String]) {
    precondition(!labels.isEmpty, "an anti-affinity has a label")
    self.labels = labels
  }

  /// Finds the pods of the service and the columns of the labels.
  public mutating func preScore(
    _ pod: PendingPod, _ nodes: ContiguousArray<NodeID>, _ cluster: ClusterState,
    _ cache: inout SchedulerCache
  ) -> PreScoreResult {
    columns.removeAll(keepingCapacity: true)
    for label in labels {
      if let key = cluster.symbols.find(label) { columns.append(cache.column(for: key)) }
    }
    let template = cluster.templates[pod.template]
    let service = ServiceSelection.services(of: template, cluster).first
    if let service, let selector = cluster.services[service.row].selector {
      group = cache.group(
        for: .spread(
          namespace: template.namespace, selector: CompiledSelector(matching: selector)),
        cluster)
    } else {
      group = .absent
    }
    return .proceed
  }

  /// Counts the pods of the service on the nodes.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    guard group.isPresent else { return }
    let counts = cache.groups.counts(of: group)
    column.fill { Int64(counts[$0.row]) }
  }

  /// Turns counts into scores: few pods in the domains, high score.
  public func normalize(_ column: inout ScoreColumn, maximum: Int64, _ cache: SchedulerCache) {
    let counts = column.scores
    let total = counts.reduce(0, +)
    var results = ContiguousArray<Double>(repeating: 0, count: counts.count)
    for label in columns {
      let domains = cache.columns[label.row]
      var inDomain = ContiguousArray<Int64>(repeating: 0, count: domains.domainCount)
      for index in counts.indices {
        let domain = domains.domain(row: column.nodes[index].row)
        if domain >= 0 { inDomain[domain] += counts[index] }
      }
      for index in counts.indices {
        let domain = domains.domain(row: column.nodes[index].row)
        guard domain >= 0 else { continue }
        let share = total == 0 ? 1 : Double(total - inDomain[domain]) / Double(total)
        results[index] += Double(maximum) * share / Double(labels.count)
      }
    }
    for index in counts.indices { column.scores[index] = Int64(results[index]) }
  }
}
