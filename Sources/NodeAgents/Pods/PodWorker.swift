import ClusterState
import SimulationEngine

/// What a kubelet keeps of one pod.
struct PodWorker: Sendable {
  /// Where the pod stands on its way through its node.
  enum Stage: UInt8, Sendable {
    /// The kubelet does not know the pod.
    case unknown
    /// Seen, and not yet taken up.
    case seen
    /// The sandbox is being made.
    case sandbox
    /// Its containers are started, run, end and start again.
    case active
    /// Its containers are being stopped, for good.
    case terminating
    /// Every container has stopped, for good.
    case stopped
    /// The node died under it.
    case lost
  }

  var stage: Stage = .unknown
  /// Counts the lives of the pod on this node, so that events of an earlier one are told apart.
  var generation: UInt16 = 0
  /// The first of its containers in the table of containers; init containers come first.
  var firstContainer: Int32 = -1
  /// The node that it runs on.
  var node: NodeID = .absent
  /// Which container is being started; the number of containers when all have been.
  var starting: UInt16 = 0
  /// Whether a status is on its way.
  var isStatusDue = false
  /// Whether the container that is being started waits for its image.
  var isPulling = false
  /// Why the pod failed as a whole, if it did.
  var failure: PodFailure?
  /// The end of termination, as far as it is known.
  var stopDue: SimulationTime = .latest
}
