import ClusterSimulation
import ClusterState

/// What the recording says of pods that the tables do not.
struct PodHistory {
  /// The last attempt to schedule each pod that found no node, as its row.
  private var failures: [PodID: Int] = [:]
  private var disruptions: [PodID: PodDeletion] = [:]

  init(_ recording: Recording) {
    for (row, attempt) in recording.attempts.enumerated() {
      failures[attempt.pod] = attempt.result == .unschedulable ? row : nil
    }
    for deletion in recording.deletions { disruptions[deletion.pod] = deletion }
  }

  /// The row of the last attempt if it found no node.
  func failedAttempt(of pod: PodID) -> Int? { failures[pod] }

  /// Why the pod was told to go.
  func deletion(of pod: PodID) -> PodDeletion? { disruptions[pod] }
}
