import ClusterState
import SimulationEngine

/// The queue of the first era: first come, first served, with a pause after a failure.
///
/// Source: `plugin/pkg/scheduler/factory`, Kubernetes 1.2.
struct ArrivalOrder: Sendable {
  private var pods = PodFIFO()
  private var backOff: PodBackOff
  /// The pods that wait for the end of a pause.
  private var paused: Set<PodID> = []

  init(initial: SimulationDuration, maximum: SimulationDuration) {
    backOff = PodBackOff(initial: initial, maximum: maximum)
  }

  /// How many pods wait for the end of a pause.
  var pausedCount: Int32 = 0

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
    paused.insert(pod)
    pausedCount += 1
    loop.post(.scheduling(.backOffOver(pod)), after: backOff.pause(after: pod, at: loop.now))
  }

  /// Begins anew with `pods`, as a process does that knows of no failure.
  mutating func restart(with pods: ContiguousArray<PodID>) {
    self = ArrivalOrder(initial: backOff.initial, maximum: backOff.maximum)
    for pod in pods { append(pod) }
  }

  /// Takes a pod back whose pause is over; false if it wants no node any more, or a new process has
  /// taken it already.
  mutating func endPause(of pod: PodID, in cluster: borrowing ClusterState) -> Bool {
    guard paused.remove(pod) != nil else { return false }
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
