import ClusterState
import Scheduling
import SimulationEngine

extension SimulationState {
  /// Explains the attempt that the scheduler is about to make, if that was asked for.
  ///
  /// A copy of the scheduler is asked, so the attempt itself, its random draws and its search for
  /// victims are what they are without.
  mutating func explainAttempt(of pod: PodID, profile: Int) {
    guard explained != .none else { return }
    let known = pod.row < recording.attemptCounts.count ? recording.attemptCounts[pod.row] : 0
    let attempt = known + 1
    let depth: ExplanationDepth
    switch explained {
    case .none: return
    case .every: depth = .verdicts
    case .one(pod, attempt): depth = .changes
    case .one: return
    }
    explanations.append(
      AttemptExplanation(
        time: now, pod: pod, attempt: attempt,
        explanation: scheduler.core.explanation(
          of: cluster.pending(pod), profile: profile, cluster, depth: depth)))
  }
}

extension Simulation {
  /// Explains, from now on, the attempts that `explained` means.
  ///
  /// The run is the same as without; explanations wait until they are taken.
  public mutating func explain(_ explained: ExplainedAttempts) { state.explained = explained }

  /// The explanations since the last call, in order of time.
  ///
  /// An event makes one attempt at most: who asks after every event holds one explanation at a
  /// time.
  public mutating func takeExplanations() -> ContiguousArray<AttemptExplanation> {
    guard !state.explanations.isEmpty else { return [] }
    defer { state.explanations = [] }
    return state.explanations
  }
}
