import ClusterState

/// `BalancedResourceAllocation`: nodes of which as much of the processor as of the memory is in
/// use.
///
/// With f the fraction in use (1 of a capacity of 0): 0 if any f is 1 or more; else the larger, the
/// nearer both are. Source: `calculateBalancedResourceAllocation`, Kubernetes 1.2, which computes
/// `10 - |difference| * 10`; `balancedResourceScorer`, Kubernetes 1.20, which computes
/// `(1 - |difference|) * 100`; both in double precision, truncated.
public struct BalancedResourceAllocation: ScorePlugin {
  /// The name in policies.
  public static let name = "BalancedResourceAllocation"

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

  /// Scores the nodes by how alike both fractions would be.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    column.fill { node in
      let row = node.row
      return score(
        cpu: Self.fraction(load.milliCPU(row: row, cache), of: cache.allocatable.milliCPU[row]),
        memory: Self.fraction(
          load.memoryBytes(row: row, cache), of: cache.allocatable.memoryBytes[row]))
    }
  }

  /// The score of a node of which these fractions are in use.
  func score(cpu: Double, memory: Double) -> Int64 {
    if cpu >= 1 || memory >= 1 { return 0 }
    let difference = (cpu - memory).magnitude
    switch era {
    case .v1_2: return Int64(clamping: 10 - difference * 10)
    case .v1_20: return Int64(clamping: (1 - difference) * 100)
    }
  }

  /// The part of `capacity` that `used` is.
  static func fraction(_ used: Int64, of capacity: Int64) -> Double {
    capacity == 0 ? 1 : Double(used) / Double(capacity)
  }
}

extension BalancedResourceAllocation {
  /// What the pods on the node request decides.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .nodeAndPods }
}
