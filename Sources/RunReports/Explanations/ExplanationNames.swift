import ClusterSimulation
import ClusterState
import Scheduling

/// The names and figures of an explained attempt that every form of it shows.
struct ExplanationNames {
  let attempt: AttemptExplanation
  let cluster: ClusterState

  var explanation: DecisionExplanation { attempt.explanation }
  var record: DecisionRecord { attempt.explanation.record }
  var decision: Decision { attempt.explanation.decision }

  /// The pod as `namespace/name`.
  var pod: String { cluster.qualifiedName(of: attempt.pod) }

  /// The node's name; empty for `absent`.
  func name(_ node: NodeID) -> String {
    node.isPresent ? cluster.symbols[cluster.nodes[node.row].name] : ""
  }

  /// How the attempt ended, as in `scheduling.csv`.
  var result: SchedulingAttempt.Result {
    if decision.node.isPresent { return .scheduled }
    return decision.error.isEmpty ? .unschedulable : .error
  }

  /// What became of the feasible node in `place` of the record's columns.
  func verdict(at place: Int) -> String {
    if record.feasible[place] == decision.node { return "chosen" }
    let isTied =
      explanation.needsScores && place < record.totals.count
      && record.totals[place] == decision.score
    return isTied ? "tied" : "feasible"
  }

  /// The places of the feasible nodes in the columns of the record: the best totals first, the
  /// chosen node first of equal ones, then the node that joined first.
  var feasibleInOrder: [Int] {
    let totals = record.totals
    guard totals.count == record.feasible.count else { return Array(record.feasible.indices) }
    return record.feasible.indices.sorted { a, b in
      if totals[a] != totals[b] { return totals[a] > totals[b] }
      let isChosen = (record.feasible[a] == decision.node, record.feasible[b] == decision.node)
      return isChosen.0 != isChosen.1 ? isChosen.0 : a < b
    }
  }

  /// How equal totals are told apart.
  var tieRule: String {
    switch explanation.tieBreak {
    case .drawn: "one is drawn from the stream scheduler/ties"
    case .first: "the one that joined first is taken"
    case .smallestName: "the first by name is taken"
    case .roundRobin: "they are taken in turn, by name descending"
    }
  }
}
