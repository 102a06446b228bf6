import ClusterState

/// Prefers nodes whose resources would be used in equal parts.
public struct NodeResourcesBalancedAllocation: ScorePlugin {
  /// The name in configurations.
  public static let name = "NodeResourcesBalancedAllocation"

  private let resources: ContiguousArray<WeightedResource>
  private let scoresChange: Bool

  /// The plugin, looking at `resources`, whose weights play no part. With `scoresChange` it scores
  /// how a pod changes the balance of a node, and not what the balance becomes.
  public init(
    resources: ContiguousArray<WeightedResource> = WeightedResource.cpuAndMemory,
    scoresChange: Bool = false
  ) {
    self.resources = resources
    self.scoresChange = scoresChange
  }

  /// Skips pods that request none of the resources.
  public mutating func preScore(
    _ pod: PendingPod, _ nodes: ContiguousArray<NodeID>, _ cluster: ClusterState,
    _ cache: inout SchedulerCache
  ) -> PreScoreResult {
    let requests = cache.requirements[pod.template.row].requests.effective
    return resources.allSatisfy { requests[$0.resource] == 0 } ? .skip : .proceed
  }

  /// A hundred times one minus the standard deviation of the used fractions; or how a pod changes
  /// that, from 50 to 100, with 75 for no change.
  ///
  /// Doubles in the order of the Go code. Source: `balancedResourceScorer`, Kubernetes 1.34, and
  /// `BalancedAllocation.Score`, Kubernetes 1.36, for the change.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    let wanted = cache.requirements[pod.template.row].requests.effective
    let isPlain = CPUAndMemoryLoad.with(resources, wanted, cache, countsUnstated: false) { load in
      if scoresChange {
        column.fill(block: load.balanceChange) { load.balanceChange(row: $0.row) }
      } else {
        column.fill(block: load.balance) { load.balance(row: $0.row) }
      }
    }
    if isPlain { return }
    let load = NodeLoad(resources, wanted, cache, countsUnstated: false, cluster.resources)
    guard scoresChange else {
      column.fill { Self.balance(of: load, row: $0.row) }
      return
    }
    // The same resources count before and after: those that the pod asks for.
    let before = load.withoutPod
    column.fill {
      Self.changeScore(
        before: Self.balance(of: before, row: $0.row), after: Self.balance(of: load, row: $0.row))
    }
  }

  /// The score of a pod that changes the balance from `before` to `after`, each from 50 to 100.
  @inline(__always)
  static func changeScore(before: Int64, after: Int64) -> Int64 {
    50 + (50 + after - before) / 2
  }

  private static func balance(of load: NodeLoad, row: Int) -> Int64 {
    Int64((1 - deviation(of: load, row: row)) * 100)
  }

  /// The standard deviation of the fractions of any resources in use on the node in `row`.
  private static func deviation(of load: NodeLoad, row: Int) -> Double {
    var count = 0
    var total = 0.0
    var (first, second) = (0.0, 0.0)
    load.forEach(row: row) { requested, allocatable, _ in
      let fraction = Self.fraction(requested, allocatable)
      total += fraction
      if count == 0 { first = fraction } else { second = fraction }
      count += 1
    }
    if count < 2 { return 0 }
    if count == 2 { return ((first - second) / 2).magnitude }
    let mean = total / Double(count)
    var sum = 0.0
    load.forEach(row: row) { requested, allocatable, _ in
      let distance = Self.fraction(requested, allocatable) - mean
      sum += distance * distance
    }
    return (sum / Double(count)).squareRoot()
  }

  @inline(__always)
  private static func fraction(_ requested: Int64, _ allocatable: Int64) -> Double {
    min(Double(requested) / Double(allocatable), 1)
  }
}

extension NodeResourcesBalancedAllocation {
  /// What the pods on the node request decides.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .nodeAndPods }
}
