import ClusterState
import SimulationEngine

/// The running pods whose use changes by itself, and when it next does.
struct ChangingUses: Sendable {
  /// The next change of each pod, by row; unset for none.
  private var next: ContiguousArray<SimulationTime> = []
  /// The pods with a next change, in the order in which they got their first one.
  private var pods: ContiguousArray<PodID> = []
  /// The instant for which an event is posted; unset for none.
  private var posted: SimulationTime = .unset

  /// Notes when the use of `pod` next changes.
  mutating func note(
    _ pod: PodID, next time: SimulationTime?, _ loop: inout EventLoop<SimulationEvent>
  ) {
    // A pod that has none any more leaves the list when its turn comes.
    guard let time else { return }
    while next.count <= pod.row { next.append(.unset) }
    if !next[pod.row].isSet { pods.append(pod) }
    next[pod.row] = time
    post(time, &loop)
  }

  /// The pods whose use changes at `now`.
  mutating func take(at now: SimulationTime) -> ContiguousArray<PodID> {
    if posted == now { posted = .unset }
    var due: ContiguousArray<PodID> = []
    pods.removeAll { pod in
      guard next[pod.row] <= now else { return false }
      next[pod.row] = .unset
      due.append(pod)
      return true
    }
    return due
  }

  /// Posts an event for the next change of any pod.
  mutating func postNext(_ loop: inout EventLoop<SimulationEvent>) {
    var earliest: SimulationTime?
    for pod in pods { earliest = min(earliest ?? .latest, next[pod.row]) }
    if let earliest { post(earliest, &loop) }
  }

  private mutating func post(
    _ time: SimulationTime, _ loop: inout EventLoop<SimulationEvent>
  ) {
    guard !posted.isSet || time < posted else { return }
    posted = time
    loop.post(.useChanges, at: time)
  }
}
