import ClusterState
import Scheduling
import SimulationEngine

/// Which scheduling attempts of a run are explained.
public enum ExplainedAttempts: Hashable, Sendable {
  /// None.
  case none
  /// Every one, by its verdicts and scores.
  case every
  /// One attempt, by its number from 1, with what would have to change.
  case one(of: PodID, attempt: Int32)
}

/// A scheduling attempt of a run, explained.
public struct AttemptExplanation: Sendable {
  /// When the attempt began.
  public let time: SimulationTime
  /// The pod.
  public let pod: PodID
  /// The number of the attempt, from 1.
  public let attempt: Int32
  /// Why it ended as it did.
  public let explanation: DecisionExplanation
}
