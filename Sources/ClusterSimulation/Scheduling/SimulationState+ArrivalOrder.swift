import ClusterState
import SimulationEngine

/// The queue of the first era: first come, first served, with a pause after a failure.
///
/// Source: `plugin/pkg/scheduler/factory`, Kubernetes 1.2.
extension SimulationState {
  mutating func nextArrival() -> PodID? {
    while let pod = scheduler.arrivals.popFirst() {
      if cluster.pods[pod].isWaiting { return pod }
    }
    return nil
  }

  mutating func pause(_ pod: PodID) {
    scheduler.pausedCount += 1
    loop.post(
      .scheduling(.backOffOver(pod)), after: scheduler.backOff.pause(after: pod, at: now))
  }

  mutating func endPause(of pod: PodID) {
    scheduler.pausedCount -= 1
    guard cluster.pods[pod].isWaiting else {
      scheduler.backOff.forget(pod)
      return
    }
    scheduler.arrivals.append(pod)
    startCycleIfIdle()
  }
}
