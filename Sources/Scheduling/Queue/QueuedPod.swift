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

  public let pod: PodID
  /// What the pod was stamped from.
  public internal(set) var template: PodTemplateID
  /// The pod's priority.
  public let priority: Int32
  /// Where the pod is.
  public internal(set) var place: Place
  /// The plugins that turned it down the last time.
  public internal(set) var rejectedBy: RejectingPlugins = []
  /// Whether the deletions that make room for it are still being asked for: until they are, no
  /// event wakes it (PreEnqueue of `DefaultPreemption`).
  public internal(set) var isPreempting = false
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
