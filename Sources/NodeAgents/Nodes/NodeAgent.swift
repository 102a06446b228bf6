import ClusterState
import SimulationEngine

/// What a kubelet keeps of its node.
struct NodeAgent: Sendable {
  /// Whether the machine runs.
  var isUp = true
  /// Whether the kubelet reaches the API server.
  var isConnected = true
  /// Counts the starts of the kubelet, so that periodic events of an earlier one are told apart.
  var generation: UInt16 = 0
  /// The last status that was posted.
  var lastReport: SimulationTime = .unset
  /// The images on the node, by symbol, and the pulls under way.
  var images = ImageStore()
  /// Dead containers that are kept, oldest first.
  var deadContainers: ContiguousArray<DeadContainer> = []
  /// Pods that were taken from the API server while the kubelet could not see it.
  var forgottenPods: ContiguousArray<PodID> = []
}

/// A container that has ended and still holds its image and its disk space.
struct DeadContainer: Sendable {
  let pod: PodID
  let container: UInt16
  let image: Symbol
  let created: SimulationTime
}
