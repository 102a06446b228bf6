import ClusterState
import KubernetesObjects

/// `RequestedToCapacityRatioPriority`: nodes by a function of how much of them is in use.
///
/// Source: `buildRequestedToCapacityRatioScorerFunction`, Kubernetes 1.20. Utilization is rounded
/// up to a percent; resources that score 0 are left out of the weighted mean, which is rounded.
public struct RequestedToCapacityRatioPriority: ScorePlugin {
  /// The name of the plugin that it became.
  public static let name = "RequestedToCapacityRatio"

  private let shape: ContiguousArray<(utilization: Int64, score: Int64)>
  private let resources: [ResourceSpec]
  private var load = ClassicLoad()
  private var weights: ContiguousArray<(resource: ResourceID, weight: Int64)> = []

  /// Scores `resources` by the polygon through the points of `shape`, whose scores are 0 to 10.
  ///
  /// `shape` has at least one point, with utilizations that rise.
  public init(shape: [UtilizationShapePoint], resources: [ResourceSpec]) {
    precondition(!shape.isEmpty, "a function of utilization has at least one point")
    self.shape = ContiguousArray(shape.map { (Int64($0.utilization), Int64($0.score) * 10) })
    self.resources = resources
  }

  /// Notes what `pod` requests. Of a resource that is named twice the last weight counts.
  public mutating func preScore(
    _ pod: PendingPod, _ nodes: ContiguousArray<NodeID>, _ cluster: ClusterState,
    _ cache: inout SchedulerCache
  ) -> PreScoreResult {
    load = ClassicLoad(pod.template, era: .v1_20, cache)
    weights.removeAll(keepingCapacity: true)
    for spec in resources {
      // A resource that nobody names is on no node and requested by no pod.
      let id = cluster.resources.find(spec.name.rawValue) ?? ResourceID(Int(Int32.max))
      weights.removeAll { $0.resource == id && id.index != .max }
      weights.append((id, spec.weight))
    }
    return .proceed
  }

  /// Scores the nodes by their utilization.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    column.fill { node in
      var sum: Int64 = 0
      var weight: Int64 = 0
      for entry in weights {
        let used = load.amount(of: entry.resource, row: node.row, cache)
        let capacity = cache.allocatable.amount(of: entry.resource, row: node.row)
        let score = score(utilization: Self.utilization(used, of: capacity))
        guard score > 0 else { continue }
        sum += score * entry.weight
        weight += entry.weight
      }
      return weight == 0 ? 0 : Int64((Double(sum) / Double(weight)).rounded())
    }
  }

  /// The percentage of `capacity` that is in use, rounded up; 100 without a capacity.
  static func utilization(_ used: Int64, of capacity: Int64) -> Int64 {
    guard capacity > 0, used <= capacity else { return 100 }
    return 100 &- (capacity &- used) &* 100 / capacity
  }

  /// The function's value: constant outside the points, linear between them, truncated.
  func score(utilization: Int64) -> Int64 {
    guard let right = shape.firstIndex(where: { utilization <= $0.utilization }) else {
      return shape[shape.count - 1].score
    }
    guard right > 0 else { return shape[0].score }
    let (a, b) = (shape[right - 1], shape[right])
    return a.score
      + (b.score - a.score) * (utilization - a.utilization) / (b.utilization - a.utilization)
  }
}

extension RequestedToCapacityRatioPriority {
  /// What the pods on the node request decides.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .nodeAndPods }
}
