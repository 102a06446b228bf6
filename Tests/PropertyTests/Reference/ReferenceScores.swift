import ClusterState

/// The nodes that fit, in order of joining, and their total scores.
struct ReferenceScores {
  var feasible: [ReferenceView.Node] = []
  var scores: [Int64] = []

  /// The best score; zero if nothing fits.
  var best: Int64 { scores.max() ?? 0 }

  /// The nodes that have it.
  var ties: [ReferenceView.Node] { zip(feasible, scores).filter { $0.1 == best }.map(\.0) }
}

/// Which of several equals is taken, kept from one decision to the next.
enum ReferenceTieBreak {
  /// Nodes in reverse order of their names, the counter rising with each placement.
  static func roundRobin(_ ties: [ReferenceView.Node], placements: Int) -> NodeID {
    let ordered = ties.sorted { $0.name > $1.name }
    return ordered[placements % ordered.count].id
  }
}
