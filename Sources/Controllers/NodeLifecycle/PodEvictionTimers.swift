import ClusterState
import SimulationEngine

/// When pods on tainted nodes are to be deleted.
struct PodEvictionTimers: Sendable {
  struct Timer: Sendable {
    let started: SimulationTime
    let due: SimulationTime
    let generation: Int32
  }

  private var timers: [PodID: Timer] = [:]
  private var generations: Int32 = 0

  /// Starts or shortens the timer of `pod`; nil if the one that runs is to be kept.
  ///
  /// A timer that is replaced keeps its start, so that a change of taints grants no new time; it is
  /// not replaced by one that would end later.
  mutating func start(
    _ pod: PodID, _ duration: SimulationDuration, at now: SimulationTime
  ) -> Timer? {
    let started = timers[pod]?.started ?? now
    let due = started.addingSaturating(duration)
    if let running = timers[pod], due >= running.due { return nil }
    generations &+= 1
    let timer = Timer(started: started, due: max(due, now), generation: generations)
    timers[pod] = timer
    return timer
  }

  mutating func cancel(_ pod: PodID) { timers[pod] = nil }

  /// Whether the timer `generation` of `pod` still counts; it is used up then.
  mutating func end(_ pod: PodID, generation: Int32) -> Bool {
    guard timers[pod]?.generation == generation else { return false }
    timers[pod] = nil
    return true
  }
}
