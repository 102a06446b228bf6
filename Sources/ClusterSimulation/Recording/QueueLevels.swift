import ClusterState
import SimulationEngine

/// The scheduling queue over time.
package struct QueueLevels: Equatable, Sendable {
  /// Pods that wait for their turn.
  package internal(set) var active = TimeWeightedDistribution(0)
  /// Pods that wait for the end of a pause.
  package internal(set) var backOff = TimeWeightedDistribution(0)
  /// Pods that wait for something to change.
  package internal(set) var unschedulable = TimeWeightedDistribution(0)
  /// The age, since its creation, of the pod that reached the queue first among those that wait.
  package internal(set) var oldestPending = TimeWeightedAge()

  /// The pods in the order in which they first reached the queue.
  private var arrivals: ContiguousArray<PodID> = []
  /// How many of the first arrivals wait no more.
  private var passed = 0

  /// Notes that `pod` reaches the queue for the first time.
  mutating func noteArrival(of pod: PodID) { arrivals.append(pod) }

  /// Forgets the time before `time`: what is measured begins there.
  mutating func restart(at time: SimulationTime) {
    active.restart(at: time)
    backOff.restart(at: time)
    unschedulable.restart(at: time)
    oldestPending.restart(at: time)
  }

  /// Follows the queue at `time`; a pod that waits no more never waits again.
  mutating func follow(
    _ census: QueueCensus, _ cluster: borrowing ClusterState, at time: SimulationTime
  ) {
    active.set(Int64(census.active), at: time)
    backOff.set(Int64(census.backOff), at: time)
    unschedulable.set(Int64(census.unschedulable), at: time)
    while passed < arrivals.count, !cluster.pods[arrivals[passed]].isWaiting { passed += 1 }
    if passed == arrivals.count {
      arrivals.removeAll(keepingCapacity: true)
      passed = 0
      oldestPending.set(nil, at: time)
    } else {
      oldestPending.set(cluster.pods[arrivals[passed]].created, at: time)
    }
  }
}
