import ClusterState

/// Why a scheduling attempt ended as it did: the decision, everything that the plugins said, and
/// what would have to change for each node that was turned down.
public struct DecisionExplanation: Sendable {
  /// A node that was turned down and what stands in the way there.
  public struct NodeObstacles: Sendable {
    public let node: NodeID
    /// What would have to change, all of it together, in order of the profile's filters.
    public let changes: ContiguousArray<RequiredChange>
  }

  /// The decision of the attempt itself, with its message and its search for victims.
  public let decision: Decision
  /// Who said what. Scores are there for a single feasible node too, though the attempt did not
  /// need them: see `needsScores`.
  public let record: DecisionRecord
  /// What the attempt did to make room; nil if it had no reason to or no means of it.
  public let preemption: PreemptionRecord?
  /// The nodes that were turned down, in ascending order of id; empty if what turned the pod down
  /// did not look at nodes.
  public let obstacles: ContiguousArray<NodeObstacles>
  /// How many nodes there were.
  public let nodeCount: Int
  /// How equal totals are told apart.
  public let tieBreak: TieBreak

  /// Whether the attempt scored nodes: more than one was feasible.
  public var needsScores: Bool { decision.feasibleCount > 1 }

  init(
    decision: Decision, record: DecisionRecord, preemption: PreemptionRecord?,
    obstacles: ContiguousArray<NodeObstacles>, nodeCount: Int, tieBreak: TieBreak
  ) {
    self.decision = decision
    self.record = record
    self.preemption = preemption
    self.obstacles = obstacles
    self.nodeCount = nodeCount
    self.tieBreak = tieBreak
  }
}
