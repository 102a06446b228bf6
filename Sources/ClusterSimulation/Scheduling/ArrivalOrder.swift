import ClusterState
import SimulationEngine

/// The queue of the first era: first come, first served, with a pause after a failure.
///
/// Source: `plugin/pkg/scheduler/factory`, Kubernetes 1.2.
struct ArrivalOrder: Sendable {
  private var pods = PodFIFO()
  private var backOff: PodBackOff
  /// How many pods wait for the end of a pause.
  var pausedCount: Int32 = 0

  init(initial: SimulationDuration, maximum: SimulationDuration) {
    backOff = PodBackOff(initial: initial, maximum: maximum)
  }

  /// How many pods wait for their turn.
  var count: Int { pods.count }

  /// The pods that wait for their turn, first come first.
  var waiting: ArraySlice<PodID> { pods.waiting }

  mutating func append(_ pod: PodID) { pods.append(pod) }

  /// The pod whose turn it is; those that want no node any more are passed over.
  mutating func next(in cluster: borrowing ClusterState) -> PodID? {
    while let pod = pods.popFirst() {
      if cluster.pods[pod].isWaiting { return pod }
    }
    return nil
  }

  /// Lets a pod that was not placed wait for a while.
  mutating func pause(_ pod: PodID, in loop: inout EventLoop<SimulationEvent>) {
    pausedCount += 1
    loop.post(.scheduling(.backOffOver(pod)), after: backOff.pause(after: pod, at: loop.now))
  }

  /// Takes a pod back whose pause is over; false if it wants no node any more.
  mutating func endPause(of pod: PodID, in cluster: borrowing ClusterState) -> Bool {
    pausedCount -= 1
    guard cluster.pods[pod].isWaiting else {
      backOff.forget(pod)
      return false
    }
    pods.append(pod)
    return true
  }

  /// Forgets the failures of a pod that was placed.
  mutating func forget(_ pod: PodID) { backOff.forget(pod) }
}
