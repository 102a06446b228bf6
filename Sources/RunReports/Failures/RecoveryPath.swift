import ClusterState
import SimulationEngine

/// The instants on the way from a pod that was driven away to the one that took its place; unset
/// where they have not come.
struct RecoveryPath {
  /// When the deletion of the old pod was asked for.
  let left: SimulationTime
  /// When the old pod's object was removed.
  let removed: SimulationTime
  private(set) var created = SimulationTime.unset
  private(set) var bound = SimulationTime.unset
  private(set) var started = SimulationTime.unset
  private(set) var ready = SimulationTime.unset
  /// Whether there is a new pod, or is to be one.
  var isWanted = false

  init(left: SimulationTime, removed: SimulationTime) {
    self.left = left
    self.removed = removed
  }

  /// Takes the instants of the pod that took the place.
  mutating func follow(_ pod: PodRecord) {
    created = pod.created
    bound = pod.scheduled
    started = pod.started
    ready = pod.firstReady
    isWanted = ready.isSet || pod.isActive
  }
}
