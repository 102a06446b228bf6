import ClusterState

/// What a scheduling cycle decided.
public struct Decision: Sendable {
  /// Where the pod shall run; absent if nowhere.
  public var node: NodeID = .absent
  /// The node's total score; zero if it was the only feasible one.
  public var score: Int64 = 0
  /// How many nodes are equally good.
  public var ties = 0
  /// How many feasible nodes were found.
  public var feasibleCount = 0
  /// How many nodes were looked at.
  public var examinedCount = 0
  /// Whether the node was the next of an earlier pod's ranking: opportunistic batching.
  public var usesHint = false
  /// The devices that a plugin chose there; none leaves them to the rule of placement.
  public var devices: DeviceSet = .none
  /// What has to become of the pod's claims before it can be bound: their volumes are not there
  /// yet. Empty mostly.
  public var claims: [ClaimAssignment] = []
  /// Where room is to be made for the pod; absent mostly.
  public var nominatedNode: NodeID = .absent
  /// The pods to evict for that, most important first.
  public var victims: ContiguousArray<PlacedPod> = []
  /// Whether the node that the pod had been promised is of no use to it any more.
  public var losesNomination = false
  /// The plugins that turned a node or the pod down, if the pod fits nowhere.
  public var rejectedBy: RejectingPlugins = []
  /// The text of the FailedScheduling event; empty unless a message was asked for.
  public var message = ""
  /// What went wrong; empty if nothing did.
  public var error = ""

  public init() {}
}

/// How much a cycle tells beyond its decision.
public enum RecordingLevel: Comparable, Sendable {
  case decision
  /// The message, if the pod fits nowhere.
  case message
  /// Everything: every score is worked out, even where one node is left.
  case everything
}
