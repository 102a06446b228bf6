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

  /// The behavior of a pod of which the rules have not been asked.
  static let unknownBehavior: BehaviorTable.Row = -1

  var stage: Stage = .unknown
  /// Why the pod failed as a whole, if it did.
  var failure: PodFailure?
  /// How often its volumes could not be mounted.
  var failedMounts: UInt8 = 0
  /// Counts the lives of the pod on this node, so that events of an earlier one are told apart.
  var generation: UInt16 = 0
  /// Which container is being started; the number of containers when all have been.
  var starting: UInt16 = 0
  /// How many containers the pod has, init containers included; zero until it is admitted.
  var containerCount: UInt16 = 0
  /// The first of its containers in the table of containers; init containers come first.
  var firstContainer: Int32 = -1
  /// Whether it has init containers.
  var hasInitContainers = false
  /// Whether the API server was told of its containers.
  var isReported = false
  /// Whether its readiness is denied, whatever its containers say.
  var isHeldUnready = false
  /// Whether its status says that it has a sandbox with a network.
  var hasNetwork = false
  /// When its status last changed in that; unset until the kubelet has taken the pod up.
  var networkChanged: SimulationTime = .unset
  /// Whether its containers are ready as soon as they run, however long they would take.
  var isHeldReady = false
  /// What runs inside.
  var behavior = unknownBehavior
  /// What it was stamped from when its containers were last looked at.
  var template: PodTemplateID = .absent
  /// The node that it runs on.
  var node: NodeID = .absent
  /// When the kubelet first took the pod up: `status.startTime`.
  var startTime: SimulationTime = .unset
  /// When a status is to be written; unset if none is on its way.
  var statusDue: SimulationTime = .unset
  /// When the use of the node's disk is to be looked at; unset if no look is on its way.
  var storageDue: SimulationTime = .unset
  /// When the containers were first told to stop, for good.
  var stopBegun: SimulationTime = .unset
  /// When the grace that counts began: later than the stop where it was shortened meanwhile.
  var graceBegun: SimulationTime = .unset
  /// The end of termination, as far as it is known.
  var stopDue: SimulationTime = .latest

  /// The rows of the pod's containers, init containers first; empty until the pod is admitted.
  var containerRows: Range<Int> {
    let first = max(0, Int(firstContainer))
    return first..<(first + Int(containerCount))
  }

  /// Lets the status say from `now` on whether the pod has a sandbox with a network.
  mutating func setNetwork(_ flag: Bool, at now: SimulationTime) {
    guard hasNetwork != flag || !networkChanged.isSet else { return }
    hasNetwork = flag
    networkChanged = now
  }

  /// The row of container `index`.
  func row(_ index: UInt16) -> Int { Int(firstContainer) + Int(index) }
}
