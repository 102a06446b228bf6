import ClusterState
import SimulationEngine

/// When the use of each running pod next changes by itself.
///
/// A pod whose use is constant is not listed and has no event.
struct ChangingUses: Sendable {
  /// The next change of each pod, by row; unset for none.
  private var next: ContiguousArray<SimulationTime> = []

  /// Notes when the use of `pod` next changes, and posts an event for it.
  mutating func note(
    _ pod: PodID, next time: SimulationTime?, _ loop: inout EventLoop<SimulationEvent>
  ) {
    guard time != nil || pod.row < next.count else { return }
    while next.count <= pod.row { next.append(.unset) }
    let time = time ?? .unset
    guard next[pod.row] != time else { return }
    next[pod.row] = time
    if time.isSet { loop.post(.useChanges(pod), at: time) }
  }

  /// Whether the use of `pod` changes at `now`; an event may be about a change that will not come
  /// any more.
  mutating func take(_ pod: PodID, at now: SimulationTime) -> Bool {
    guard next[pod.row] == now else { return false }
    next[pod.row] = .unset
    return true
  }
}
