import ClusterState
import SimulationEngine

/// What the scheduling queue knows of a pod.
public struct QueuedPod: Sendable {
  /// Where a pod is.
  public enum Place: Hashable, Sendable {
    /// Ready to be taken.
    case active
    /// Waiting after a failure; `isError` if that was no rejection.
    case backoff(isError: Bool)
    /// Waiting for an event that can help.
    case unschedulable
    /// Behind a scheduling gate.
    case gated
    /// Taken: being scheduled.
    case inFlight
    /// Scheduled, its binding on the way.
    case binding
  }

  /// What decides which events help a pod: pods of one kind that the same plugins turned down are
  /// judged at once.
  public struct Kind: Hashable, Sendable {
    /// What the pods were stamped from.
    public let template: PodTemplateID
    /// What owns them: the default spreading goes by it.
    public let owner: WorkloadID
    /// The place of the profile that schedules them.
    public let profile: Int
    /// The one pod of the kind, if its name matters; absent mostly.
    public let individual: PodID

    /// Pods of `template` that `owner` owns.
    public init(
      _ template: PodTemplateID, owner: WorkloadID = .absent, profile: Int = 0,
      individual: PodID = .absent
    ) {
      self.template = template
      self.owner = owner
      self.profile = profile
      self.individual = individual
    }
  }

  public let pod: PodID
  /// What it has in common with others.
  public internal(set) var kind: Kind
  /// What the pod was stamped from.
  public var template: PodTemplateID { kind.template }
  /// The pod's priority.
  public let priority: Int32
  /// Where the pod is.
  public internal(set) var place: Place
  /// The plugins that turned it down the last time.
  public internal(set) var rejectedBy: RejectingPlugins = []
  /// Whether the deletions that make room for it are still being asked for: until they are, it
  /// does not get back to the queue (PreEnqueue of `DefaultPreemption`).
  public internal(set) var isPreempting = false
  /// Whether it was kept out of the queue for that: from then on only pods that go can wake it.
  public internal(set) var isHeldBack = false
  /// What brought it to where it is ready, or will.
  public internal(set) var cause = QueueingCause.creation
  /// How often the pod has been taken.
  public internal(set) var attempts: Int32 = 0
  /// How often it was turned down.
  public internal(set) var rejections: Int32 = 0
  /// How often in a row something else went wrong.
  public internal(set) var errors: Int32 = 0
  /// When it came to the queue, the first time or after a failure.
  public internal(set) var time: SimulationTime
  /// Counts the moves in the queue; tells which entry of a heap is the pod's present one.
  var sequence: Int
  /// The number of the first event that came while it was in flight.
  var firstEvent = 0
  /// The group of parked pods that it is in, or was in last.
  var group: Int32 = -1
}
