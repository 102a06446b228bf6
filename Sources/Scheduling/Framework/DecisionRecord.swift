import ClusterState

/// Everything that is to be said about one scheduling decision: who turned down which node and
/// why, and every score.
public struct DecisionRecord: Sendable {
  /// One plugin's judgement of one node.
  public struct NodeVerdict: Sendable {
    /// The plugin's name; empty if no plugin was asked about the node.
    public let plugin: String
    /// Whether evicting others may help.
    public let code: StatusCode
    public let reasons: [String]
  }

  /// A node that was turned down.
  public struct Rejection: Sendable {
    public let node: NodeID
    /// The judgements, first to last; more than one only if every filter is checked.
    public let verdicts: [NodeVerdict]
    /// Whether the node was never looked at, since a plugin named the nodes to look at.
    public let isAbsent: Bool
  }

  /// The scores of one plugin.
  public struct Scores: Sendable {
    /// The plugin's name.
    public let plugin: String
    public let weight: Int64
    /// The raw score of each feasible node, in their order.
    public let raw: ContiguousArray<Int64>
    /// The normalised scores.
    public let normalized: ContiguousArray<Int64>
  }

  /// What ended the cycle before any node was looked at: the plugin and its status.
  public internal(set) var preFilter: (plugin: String, status: Status)?
  /// The plugins that excused themselves from Filter, in order of the profile.
  public internal(set) var skippedFilters: [String] = []
  /// The nodes that were turned down, in ascending order of id.
  public internal(set) var rejections: [Rejection] = []
  /// The feasible nodes, in ascending order of id.
  public internal(set) var feasible: ContiguousArray<NodeID> = []
  /// The plugins that excused themselves from Score, in order of the profile.
  public internal(set) var skippedScores: [String] = []
  /// The scores, in order of the profile.
  public internal(set) var scores: [Scores] = []
  /// The total of each feasible node, in their order.
  public internal(set) var totals: ContiguousArray<Int64> = []
  /// The nodes with the best total, in ascending order of id.
  public internal(set) var best: ContiguousArray<NodeID> = []
  /// The plugins that turned down at least one node, if nothing fits, in order of the profile.
  public internal(set) var unschedulablePlugins: [String] = []
  /// The text of the FailedScheduling event, whole; empty if the pod fits.
  public internal(set) var message = ""
  /// What was done for a pod that fits nowhere.
  public internal(set) var preemption: PreemptionRecord?
  /// What went wrong, if the cycle ended with an error.
  public internal(set) var error = ""

  /// A record of nothing.
  public init() {}
}

/// What the attempt to make room came to.
public struct PreemptionRecord: Sendable {
  /// A node on which evictions were tried.
  public struct Candidate: Sendable {
    public let node: NodeID
    /// The pods to evict, most important first; empty if evicting does not help.
    public let victims: ContiguousArray<PlacedPod>
    /// How many of them a disruption budget protects.
    public let budgetViolations: Int
    /// Why evicting does not help, if so.
    public let failure: Status?
  }

  /// How it ended.
  public internal(set) var status = StatusCode.unschedulable
  /// Whether no eviction helps, so that the pod loses the node that it had been promised.
  public internal(set) var losesNomination = false
  /// The text that follows the reasons in the event.
  public internal(set) var message = ""
  /// The nodes that were tried, in order.
  public internal(set) var candidates: [Candidate] = []
  /// The nodes that are equally good, in ascending order of id; empty if there is none.
  public internal(set) var nominated: ContiguousArray<NodeID> = []

  /// The victims on the first of the nominated nodes.
  public var victims: ContiguousArray<PlacedPod> {
    guard let node = nominated.first else { return [] }
    return candidates.first { $0.node == node }?.victims ?? []
  }
}
