import ClusterState

/// `SelectorSpreadPriority` and `ServiceSpreadingPriority` of Kubernetes 1.2: nodes and zones with
/// few pods of the same services, replication controllers or replica sets.
///
/// A pod counts if *any* of the selectors that match the incoming pod matches it; pods marked for
/// deletion do not. With the counts n by node and z by zone (of the feasible nodes), the score is
/// `10 * (max n - n) / max n`, and for nodes with a zone one third of that and two thirds of the
/// same of z; in single precision, truncated. Source: `SelectorSpread.CalculateSpreadPriority`.
public struct SelectorSpreadPriority: ScorePlugin {
  /// The name in policies.
  public static let name = "SelectorSpreadPriority"

  private let countsControllers: Bool
  private var group: PodGroupID = .absent
  private var zones = ClassicZones(era: .v1_2)

  /// Spreads pods of the same services, and with `countsControllers` also of the same controllers.
  public init(countsControllers: Bool) { self.countsControllers = countsControllers }

  /// Finds the pods that count.
  public mutating func preScore(
    _ pod: PendingPod, _ nodes: ContiguousArray<NodeID>, _ cluster: ClusterState,
    _ cache: inout SchedulerCache
  ) -> PreScoreResult {
    let template = cluster.templates[pod.template]
    var selectors: ContiguousArray<CompiledSelector> = []
    for service in ServiceSelection.services(of: template, cluster) {
      if let selector = cluster.services[service.row].selector {
        selectors.append(CompiledSelector(matching: selector))
      }
    }
    if countsControllers {
      for controller in ServiceSelection.workloads(of: template, cluster) {
        selectors.append(cluster.workloads[controller.row].selector)
      }
    }
    group =
      selectors.isEmpty
      ? .absent
      : cache.group(
        for: .anySpread(namespace: template.namespace, selectors: selectors), cluster)
    zones.update(cluster, &cache)
    return .proceed
  }

  /// Scores the nodes by how few pods count on them and in their zones.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    guard group.isPresent else {
      column.fill { _ in 10 }
      return
    }
    let counts = cache.groups.counts(of: group)
    var most: Int32 = 0
    cache.present.forEach { most = max(most, counts[$0.row]) }
    let numbers = zones.numbers(of: column.nodes, cache)
    let inZones = zones.sums(of: column.nodes.map { Int64(counts[$0.row]) }, numbers)
    let mostInZone = inZones.max() ?? 0
    for index in column.nodes.indices {
      let node = Self.score(Int64(counts[column.nodes[index].row]), most: Int64(most))
      let zone = numbers[index]
      column.scores[index] =
        zone < 0
        ? Int64(node)
        : Self.score(node: node, zone: Self.score(inZones[Int(zone)], most: mostInZone))
    }
  }

  /// The score of a count among counts up to `most`.
  static func score(_ count: Int64, most: Int64) -> Float {
    most == 0 ? 10 : 10 * (Float(most - count) / Float(most))
  }

  /// The score of a node in a zone. The weights are constants that a Go compiler folds exactly.
  static func score(node: Float, zone: Float) -> Int64 {
    let zoneWeight: Float = 2.0 / 3.0
    let nodeWeight: Float = 1.0 / 3.0
    let nodePart = node * nodeWeight
    let zonePart = zoneWeight * zone
    return Int64(nodePart + zonePart)
  }
}
