import ClusterState
import SimulationEngine

/// How long a pod waits after an attempt that failed: twice as long each time, up to a maximum.
///
/// A pod whose last failure lies longer ago than the maximum begins anew. Source:
/// `plugin/pkg/scheduler/factory`, `podBackoff`, Kubernetes 1.2.
struct PodBackOff: Sendable {
  private struct Entry: Sendable {
    var next: SimulationDuration
    var updated: SimulationTime
  }

  private var entries: [PodID: Entry] = [:]
  let initial: SimulationDuration
  let maximum: SimulationDuration

  init(initial: SimulationDuration, maximum: SimulationDuration) {
    self.initial = initial
    self.maximum = maximum
  }

  /// The pause after a failure of `pod` at `now`.
  mutating func pause(after pod: PodID, at now: SimulationTime) -> SimulationDuration {
    var entry = entries[pod] ?? Entry(next: initial, updated: now)
    if now - entry.updated > maximum { entry.next = initial }
    let pause = entry.next
    entries[pod] = Entry(next: min(maximum, pause * 2), updated: now)
    return pause
  }

  /// Forgets a pod that was placed or is gone.
  mutating func forget(_ pod: PodID) { entries[pod] = nil }
}
