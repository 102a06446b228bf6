import ClusterState
import Scheduling
import SimulationEngine

/// What the scheduler says of its attempts, for those who have asked.
struct AttemptExplainer: Sendable {
  private var asked = ExplainedAttempts.none
  private var explanations: ContiguousArray<AttemptExplanation> = []

  /// Explains, from now on, the attempts that `asked` means.
  mutating func explain(_ asked: ExplainedAttempts) { self.asked = asked }

  /// The explanations since the last call, in order of time.
  mutating func take() -> ContiguousArray<AttemptExplanation> {
    guard !explanations.isEmpty else { return [] }
    defer { explanations = [] }
    return explanations
  }

  /// Explains the attempt that `scheduler` is about to make, if that was asked for.
  ///
  /// A copy of the scheduler is asked, so the attempt itself, its random draws and its search for
  /// victims are what they are without.
  mutating func explainAttempt(
    of pod: PodID, profile: Int, by scheduler: borrowing Scheduler, in world: borrowing World
  ) {
    guard asked != .none else { return }
    let counts = world.recording.attemptCounts
    let attempt = (pod.row < counts.count ? counts[pod.row] : 0) + 1
    let depth: ExplanationDepth
    switch asked {
    case .none: return
    case .every: depth = .verdicts
    case .one(pod, attempt): depth = .changes
    case .one: return
    }
    explanations.append(
      AttemptExplanation(
        time: world.now, pod: pod, attempt: attempt,
        explanation: scheduler.explanation(
          of: world.cluster.pending(pod), profile: profile, world.cluster, depth: depth)))
  }
}

extension Simulation {
  /// Explains, from now on, the attempts that `explained` means.
  ///
  /// The run is the same as without; explanations wait until they are taken.
  package mutating func explain(_ explained: ExplainedAttempts) {
    state.scheduler.explainer.explain(explained)
  }

  /// The explanations since the last call, in order of time.
  ///
  /// An event makes one attempt at most: who asks after every event holds one explanation at a
  /// time.
  package mutating func takeExplanations() -> ContiguousArray<AttemptExplanation> {
    state.scheduler.explainer.take()
  }
}
