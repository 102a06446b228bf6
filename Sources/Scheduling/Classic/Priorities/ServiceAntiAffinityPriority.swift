import ClusterState

/// The custom priority `serviceAntiAffinity` of Kubernetes 1.2: pods of a service spread over the
/// values of a node label.
///
/// The first service that selects the pod counts, with all of its pods, on whatever node. Nodes
/// with the label score `10 * (all - those in the label's domain) / all` in single precision,
/// truncated; nodes without it score 0. Source:
/// `ServiceAntiAffinity.CalculateAntiAffinityPriority`.
public struct ServiceAntiAffinityPriority: ScorePlugin {
  /// What makes the priority in a policy.
  public static let name = "serviceAntiAffinity"

  private let label: String
  private var key: Symbol?
  private var group: PodGroupID = .absent

  /// Spreads pods over the values of `label`.
  public init(label: String) { self.label = label }

  /// Finds the pods of the service.
  public mutating func preScore(
    _ pod: PendingPod, _ nodes: ContiguousArray<NodeID>, _ cluster: ClusterState,
    _ cache: inout SchedulerCache
  ) -> PreScoreResult {
    key = cluster.symbols.find(label)
    group = ServiceSelection.group(ofFirstServiceOf: pod, cluster, &cache)
    return .proceed
  }

  /// Scores the nodes by how few of the service's pods share their value.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    guard let key else { return }
    let total = group.isPresent ? cache.groups.total(of: group) : 0
    var inDomain: [Symbol: Int] = [:]
    if total > 0 {
      for node in column.nodes {
        guard let value = cache.labels[node.row][key] else { continue }
        inDomain[value, default: 0] += cache.groups.count(of: group, on: node)
      }
    }
    column.fill { node in
      guard let value = cache.labels[node.row][key] else { return 0 }
      return Self.score(of: inDomain[value] ?? 0, total: total)
    }
  }

  /// The score of a domain that has `count` of `total` pods.
  static func score(of count: Int, total: Int) -> Int64 {
    total == 0 ? 10 : Int64(10 * (Float(total - count) / Float(total)))
  }
}
