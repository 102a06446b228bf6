import ClusterState
import SimulationEngine

/// What a kubelet keeps of its node.
struct NodeAgent: Sendable {
  /// Whether the machine runs.
  var isUp = true
  /// Whether the kubelet reaches the API server.
  var isConnected = true
  /// Whether its status says that the node is ready; false for one that was inherited so.
  var isReady = true
  /// Counts the starts of the kubelet, so that periodic events of an earlier one are told apart.
  var generation: UInt16 = 0
  /// When the kubelet started: its periods are counted from here.
  var started: SimulationTime = .zero
  /// How long after the first renewal of its lease the next one comes, where that is not a whole
  /// interval; zero if it is.
  var leasePhase: SimulationDuration = .zero
  /// When a status is to be posted; unset while the API server is out of reach.
  var reportDue: SimulationTime = .unset
  /// Whether the images have changed since the last status.
  var haveImagesChanged = false
  /// The images on the node and the pulls under way.
  var images = ImageStore()
  /// Dead containers that are kept, in order of death.
  var deadContainers: ContiguousArray<DeadContainer> = []
  /// Pods that were taken from the API server while the kubelet could not see it.
  var forgottenPods: ContiguousArray<PodID> = []
}

/// A container that has ended and still holds its image and its disk space.
struct DeadContainer: Hashable, Sendable {
  let pod: PodID
  let container: UInt16
  let image: Symbol
  let created: SimulationTime

  /// The container of which this is a run, as one number.
  var group: Int64 { Int64(pod.index) << 16 | Int64(container) }
}
