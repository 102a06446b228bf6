import SimulationEngine

/// The pause before the pod that follows a failed one.
///
/// Source: `pkg/controller/job/backoff_utils.go`, Kubernetes 1.27 to 1.36.
struct JobFailureBackOff: Hashable, Sendable {
  /// The failures since the last success.
  private(set) var failures: Int32 = 0
  /// When the last of them was.
  private(set) var last: SimulationTime = .unset

  init() {}

  /// So many failures, the last of them at `last`.
  init(failures: Int32, last: SimulationTime) {
    self.failures = failures
    self.last = last
  }

  /// Takes in the ends of pods that had not been seen before.
  mutating func note(
    succeeded: ContiguousArray<SimulationTime>, failed: ContiguousArray<SimulationTime>
  ) {
    if let success = succeeded.max() {
      // Only what failed after the last success counts.
      let later = failed.filter { $0 > success }
      failures = Int32(later.count)
      last = later.max() ?? .unset
    } else if let failure = failed.max() {
      failures += Int32(failed.count)
      last = failure
    }
  }

  /// How long to wait at `now` before the next pod.
  func remaining(at now: SimulationTime, _ settings: JobSettings) -> SimulationDuration {
    guard failures > 0 else { return .zero }
    var pause = settings.initialBackOff
    var doublings = failures - 1
    while doublings > 0, pause < settings.maximumBackOff {
      pause = pause.multipliedSaturating(by: 2)
      doublings -= 1
    }
    pause = min(pause, settings.maximumBackOff)
    return max(.zero, pause - (now - last))
  }
}
