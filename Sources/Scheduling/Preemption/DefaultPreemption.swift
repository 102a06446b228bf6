/// Makes room for a pod that fits nowhere by evicting pods of lower priority (extension point
/// PostFilter).
///
/// Source: `pkg/scheduler/framework/plugins/defaultpreemption` and `framework/preemption`,
/// Kubernetes 1.34.
public struct DefaultPreemption: SchedulingPlugin {
  /// The name in configurations.
  public static let name = "DefaultPreemption"

  /// The share of the nodes worth trying after which the search may stop.
  public var minCandidateNodesPercentage = 10
  /// The number of candidates after which the search may stop, if the share is less.
  public var minCandidateNodesAbsolute = 100

  /// The plugin with the default settings.
  public init() {}

  /// How many candidates end the search among `count` nodes worth trying.
  ///
  /// Source: `DefaultPreemption.calculateNumCandidates`, Kubernetes 1.34.
  public func candidateCount(among count: Int) -> Int {
    let share = count * minCandidateNodesPercentage / 100
    return min(max(share, minCandidateNodesAbsolute), count)
  }
}
