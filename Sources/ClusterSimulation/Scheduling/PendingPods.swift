import ClusterState
import SimulationEngine

/// The pods of which the scheduler has heard, in order, as long as one of the first still waits.
struct PendingPods: Sendable {
  private var pods: ContiguousArray<PodID> = []

  /// All of them, also those that wait no longer.
  var list: ContiguousArray<PodID> { pods }

  /// Notes that `pod` waits to be placed.
  mutating func append(_ pod: PodID) { pods.append(pod) }

  /// The creation of the pod that has waited longest; unset if none waits.
  mutating func oldest(in cluster: borrowing ClusterState) -> SimulationTime {
    var kept = 0
    while kept < pods.count, !cluster.pods[pods[kept]].isWaiting { kept += 1 }
    pods.removeFirst(kept)
    var oldest = SimulationTime.unset
    for pod in pods where cluster.pods[pod].isWaiting {
      let created = cluster.pods[pod].created
      if !oldest.isSet || created < oldest { oldest = created }
    }
    return oldest
  }
}
