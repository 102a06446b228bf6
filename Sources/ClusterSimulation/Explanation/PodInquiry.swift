import ClusterState
import Scheduling
import SimulationEngine

/// A question about one pod of a run: why was it placed where it was, or why not?
///
/// The run is made once to find the attempt that is meant, and again, up to that attempt, to
/// explain it. The second run must make the same attempt: the explanation is that of the decision
/// of the run, and a difference would be a bug.
package struct PodInquiry: Sendable {
  /// The pod's namespace; nil for `default`, or for the one namespace that has a pod of the name.
  package let namespace: String?
  /// The pod's name.
  package let name: String
  /// The instant near which the attempt is looked for; nil for the last attempt.
  package let time: SimulationTime?

  /// A question about the pod written `name` or `namespace/name`.
  package init(pod: String, near time: SimulationTime? = nil) {
    let parts = pod.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    namespace = parts.count == 2 ? String(parts[0]) : nil
    name = String(parts[parts.count - 1])
    self.time = time
  }

  /// The pod as it was asked for.
  package var text: String { (namespace.map { "\($0)/" } ?? "") + name }

  /// What there is to say.
  package enum Answer: Sendable {
    /// The attempt, and the cluster at the time, for names.
    case explained(AttemptExplanation, cluster: ClusterState)
    /// The pod was never tried, and why not.
    case notTried(PodID, UntriedReason, cluster: ClusterState)
    /// The pod comes later than the time asked for: when.
    case notCreatedYet(PodID, created: SimulationTime, cluster: ClusterState)
    /// There is no such pod in the run, whose pods the cluster knows.
    case unknown(cluster: ClusterState)
    /// Several namespaces have a pod of this name.
    case ambiguous([String])
    /// The run does not come to the end that the answer needs.
    case endless(Standstill)
  }

  /// Runs `configuration` as often as needed; `report` is told how far a run has come.
  package func answer(
    _ configuration: SimulationConfiguration, report: (SimulationTime, Int) -> Void = { _, _ in }
  ) -> Answer {
    var run = Simulation(configuration)
    while !isDecided(run.state), run.run(events: 5000) { report(run.now, run.eventCount) }
    let state = run.state
    if let standstill = run.standstill, !isDecided(state) { return .endless(standstill) }
    let lives: ContiguousArray<PodID>
    switch find(in: state.cluster) {
    case .lives(let found): lives = found
    case .unknown: return .unknown(cluster: state.cluster)
    case .ambiguous(let names): return .ambiguous(names)
    }
    let first = lives[0]
    let created = state.cluster.pods[first].created
    if let time, created > time {
      return .notCreatedYet(first, created: created, cluster: state.cluster)
    }
    guard let attempt = attempt(of: lives, in: state.recording) else {
      let last = lives[lives.count - 1]
      return .notTried(last, state.untriedReason(of: last), cluster: state.cluster)
    }
    return explain(attempt, configuration, report)
  }

  private func explain(
    _ attempt: SchedulingAttempt, _ configuration: SimulationConfiguration,
    _ report: (SimulationTime, Int) -> Void
  ) -> Answer {
    var replay = Simulation(configuration)
    replay.explain(.one(of: attempt.pod, attempt: attempt.attempt))
    while replay.run(events: 1) {
      if replay.eventCount % 5000 == 0 { report(replay.now, replay.eventCount) }
      guard let explained = replay.takeExplanations().first else { continue }
      precondition(
        explained.time == attempt.time && explained.explanation.decision.node == attempt.node,
        "a run that is made again makes the same decisions")
      return .explained(explained, cluster: replay.state.cluster)
    }
    preconditionFailure("a run that is made again comes to the same attempts")
  }

  /// Whether no attempt to come can be nearer to the time asked for than one that is there.
  private func isDecided(_ state: SimulationState) -> Bool {
    guard let time, state.now >= time, case .lives(let lives) = find(in: state.cluster),
      let nearest = attempt(of: lives, in: state.recording)
    else { return false }
    return nearest.time >= time || state.now - time >= time - nearest.time
  }

  /// The attempt that is meant: the one nearest to the time asked for, the earlier of two equally
  /// near; else the last of the pod that was created last.
  private func attempt(
    of lives: ContiguousArray<PodID>, in recording: Recording
  ) -> SchedulingAttempt? {
    guard let time else {
      return recording.attempts.last { $0.pod == lives[lives.count - 1] }
    }
    func distance(_ attempt: SchedulingAttempt) -> SimulationDuration {
      attempt.time > time ? attempt.time - time : time - attempt.time
    }
    var nearest: SchedulingAttempt?
    for attempt in recording.attempts where lives.contains(attempt.pod) {
      if nearest.map({ distance(attempt) < distance($0) }) ?? true { nearest = attempt }
    }
    return nearest
  }
}
