import ClusterSimulation
import ClusterState

/// What disruption budgets allowed before an event, to see that no eviction goes beyond.
struct VoluntaryDisruptions {
  private var allowed: [Int32] = []
  private var isReady: [Bool] = []
  private var deletionCount = 0
  /// How many ready pods of budgets were evicted, so that a law that was never tried is seen.
  private(set) var count = 0

  init(_ state: borrowing SimulationState) { note(state) }

  private mutating func note(_ state: borrowing SimulationState) {
    let cluster = state.cluster
    allowed = cluster.disruptionBudgets.map(\.disruptionsAllowed)
    isReady = (0..<cluster.pods.count).map { row in
      let pod = cluster.pods[PodID(row)]
      return pod.isReady && !pod.isDeleting
    }
    deletionCount = state.recording.deletions.count
  }

  /// The pod that the last event has evicted although its budget allowed no more; each eviction of
  /// a ready pod takes one disruption off.
  mutating func excess(in state: borrowing SimulationState) -> String? {
    defer { note(state) }
    let cluster = state.cluster
    for deletion in state.recording.deletions[deletionCount...]
    where deletion.cause == .evictionAPI && isReady[deletion.pod.row] {
      for row in cluster.disruptionBudgets(of: cluster.pods[deletion.pod].template)
      where row < allowed.count {
        count += 1
        allowed[row] -= 1
        if allowed[row] < 0 {
          return "pod \(deletion.pod.row) was evicted beyond budget number \(row)"
        }
      }
    }
    return nil
  }
}
