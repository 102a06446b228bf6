import ClusterState

/// `MostRequestedPriority`: nodes with little processor time and memory left, to pack pods.
///
/// Per resource `used * maximum / capacity`, 0 if more than the capacity is used; the mean of both.
/// All divisions truncate. Source: `mostRequestedScore`, Kubernetes 1.20.
public struct MostRequestedPriority: ScorePlugin {
  /// The name in policies.
  public static let name = "MostRequestedPriority"

  private let era: ClassicEra
  private var load = ClassicLoad()

  /// The priority as `era` had it.
  public init(era: ClassicEra) { self.era = era }

  /// Notes what `pod` requests.
  public mutating func preScore(
    _ pod: PendingPod, _ nodes: ContiguousArray<NodeID>, _ cluster: ClusterState,
    _ cache: inout SchedulerCache
  ) -> PreScoreResult {
    load = ClassicLoad(pod.template, era: era, cache)
    return .proceed
  }

  /// Scores the nodes by what would be in use.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    let maximum = era.maximumScore
    column.fill { node in
      let row = node.row
      let cpu = Self.score(
        load.milliCPU(row: row, cache), of: cache.allocatable.milliCPU[row], maximum)
      let memory = Self.score(
        load.memoryBytes(row: row, cache), of: cache.allocatable.memoryBytes[row], maximum)
      return (cpu &+ memory) / 2
    }
  }

  /// The score of a resource of which `used` of `capacity` is in use.
  static func score(_ used: Int64, of capacity: Int64, _ maximum: Int64) -> Int64 {
    guard capacity > 0, used <= capacity else { return 0 }
    return used &* maximum / capacity
  }
}

extension MostRequestedPriority {
  /// What the pods on the node request decides.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .nodeAndPods }
}
