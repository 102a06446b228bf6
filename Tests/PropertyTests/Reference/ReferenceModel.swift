import ClusterSimulation
import ClusterState
import Scheduling
import SimulationEngine

/// Decides every attempt of a run anew, and compares.
struct ReferenceModel {
  private enum Rules {
    case classic(ClassicReference)
    case modern(ModernReference)
    /// Plugins that are not modelled.
    case other
  }

  private let rules: Rules
  private var compared = 0
  /// How many attempts found a node.
  private(set) var placements = 0
  /// How many made room by evictions.
  private(set) var preemptions = 0
  /// How many did not.
  private(set) var refusals = 0

  init(_ configuration: SimulationConfiguration) {
    switch (configuration.controlPlane.profile, configuration.scheduling.rules) {
    case (.textbook, _): rules = .classic(ClassicReference(isDefaultProvider: false))
    case (.classic, _): rules = .classic(ClassicReference(isDefaultProvider: true))
    case (.modern, .configuration(let file)) where ModernReference.knows(file):
      rules = .modern(ModernReference())
    case (.modern, _): rules = .other
    }
  }

  /// What is wrong with the attempt that the last event brought, if it brought one.
  ///
  /// - Parameter tieBreak: how the scheduler was going to choose among equals before that event.
  mutating func compare(
    with state: borrowing SimulationState, tieBreak: TieBreak
  ) -> String? {
    let attempts = state.recording.attempts
    guard attempts.count > compared else { return nil }
    guard attempts.count == compared + 1 else { return "two attempts within one event" }
    let attempt = attempts[compared]
    compared += 1
    let placedBefore = placements
    if attempt.node.isPresent { placements += 1 } else { refusals += 1 }
    let view = ReferenceView(of: attempt.pod, in: state)
    guard let expected = scores(view) else { return nil }
    if case .modern(let reference) = rules, !attempt.node.isPresent,
      let decision = state.schedulerDecision, !decision.rejectedBy.isEmpty
    {
      if decision.nominatedNode.isPresent { preemptions += 1 }
      if let problem = reference.problem(with: decision, view) {
        return "attempt \(attempt) \(problem)"
      }
    }
    let node = choose(
      expected.ties, tieBreak, state.schedulerSearchOrder, placements: placedBefore)
    let isEqual =
      attempt.node == node && Int(attempt.feasible) == expected.feasible.count
      // Of a single node no score is worked out.
      && attempt.score == (expected.feasible.count > 1 ? expected.best : 0)
    return isEqual
      ? nil
      : "attempt \(attempt) should have chosen node \(node.index) among "
        + "\(expected.feasible.map { "\($0.name)" }) with scores \(expected.scores), in the order "
        + "\(state.schedulerSearchOrder.map(\.index))"
  }

  private func scores(_ view: ReferenceView) -> ReferenceScores? {
    switch rules {
    case .classic(let reference): reference.scores(view)
    case .modern(let reference): reference.scores(view)
    case .other: nil
    }
  }

  private func choose(
    _ ties: [ReferenceView.Node], _ tieBreak: TieBreak, _ searchOrder: ContiguousArray<NodeID>,
    placements: Int
  ) -> NodeID {
    guard let first = ties.first else { return .absent }
    switch tieBreak {
    case .drawn(var stream):
      // Counted off in the order of the search, which begins at the same node again whenever it
      // has looked at all of them.
      let ordered = searchOrder.filter { node in ties.contains { $0.id == node } }
      return ordered.count == 1 ? first.id : ordered[stream.index(below: ordered.count)]
    case .first: return first.id
    case .roundRobin: return ReferenceTieBreak.roundRobin(ties, placements: placements)
    case .smallestName: return (ties.min { $0.name < $1.name } ?? first).id
    }
  }
}
