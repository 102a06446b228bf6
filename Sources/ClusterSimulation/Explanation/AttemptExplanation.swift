import ClusterState
import Scheduling
import SimulationEngine

/// Which scheduling attempts of a run are explained.
package enum ExplainedAttempts: Hashable, Sendable {
  /// None.
  case none
  /// Every one, by its verdicts and scores.
  case every
  /// One attempt, by its number from 1, with what would have to change.
  case one(of: PodID, attempt: Int32)
}

/// A scheduling attempt of a run, explained.
package struct AttemptExplanation: Sendable {
  /// When the attempt began.
  package let time: SimulationTime
  /// The pod.
  package let pod: PodID
  /// The number of the attempt, from 1.
  package let attempt: Int32
  /// Why it ended as it did.
  package let explanation: DecisionExplanation
}
