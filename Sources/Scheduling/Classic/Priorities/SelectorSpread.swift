import ClusterState

/// `SelectorSpread` of Kubernetes 1.20, which policies call `SelectorSpreadPriority` or
/// `ServiceSpreadingPriority`: nodes and zones with few pods of the same service and controller.
///
/// A pod counts if *every* selector matches it: those of the services that match the incoming pod
/// and that of its controller. A pod with spread constraints of its own is left alone. Source:
/// `selectorspread.go` and `helper.DefaultSelector`; in double precision, truncated.
public struct SelectorSpread: ScorePlugin {
  /// The name of the plugin.
  public static let name = "SelectorSpread"

  private var isSkipped = false
  private var group: PodGroupID = .absent
  private var zones = ClassicZones(era: .v1_20)
  private var zoneNumbers: ContiguousArray<Int32> = []

  public init() {}

  /// Finds the pods that count and the zones of the feasible nodes.
  public mutating func preScore(
    _ pod: PendingPod, _ nodes: ContiguousArray<NodeID>, _ cluster: ClusterState,
    _ cache: inout SchedulerCache
  ) -> PreScoreResult {
    let template = cluster.templates[pod.template]
    isSkipped = !template.pod.spec.topologySpreadConstraints.isEmpty
    guard !isSkipped else { return .proceed }
    if let selector = DefaultSpread.selector(of: pod, template, cluster) {
      group = cache.group(
        for: .spread(namespace: template.namespace, selector: selector), cluster)
    } else {
      group = .absent
    }
    zones.update(cluster, &cache)
    zoneNumbers = zones.numbers(of: nodes, cache)
    return .proceed
  }

  /// Counts the pods on the nodes.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    guard !isSkipped, group.isPresent else { return }
    let counts = cache.groups.counts(of: group)
    column.fill { Int64(counts[$0.row]) }
  }

  /// Turns counts into scores: few pods, high score.
  public func normalize(_ column: inout ScoreColumn, maximum: Int64, _ cache: SchedulerCache) {
    guard !isSkipped else { return }
    let most = column.scores.max() ?? 0
    let inZones = zones.sums(of: column.scores, zoneNumbers)
    let mostInZone = inZones.max() ?? 0
    for index in column.nodes.indices {
      let node = Self.score(column.scores[index], most: most, maximum)
      let zone = zoneNumbers[index]
      column.scores[index] =
        zone < 0
        ? Int64(node)
        : Self.score(node: node, zone: Self.score(inZones[Int(zone)], most: mostInZone, maximum))
    }
  }

  private static func score(_ count: Int64, most: Int64, _ maximum: Int64) -> Double {
    most == 0 ? Double(maximum) : Double(maximum) * (Double(most - count) / Double(most))
  }

  /// The score of a node in a zone. Here the weight is a typed constant, so that its complement is
  /// that of the rounded number and not the nearest to a third.
  private static func score(node: Double, zone: Double) -> Int64 {
    let zoneWeight = 2.0 / 3.0
    let nodePart = node * (1.0 - zoneWeight)
    let zonePart = zoneWeight * zone
    return Int64(nodePart + zonePart)
  }
}
