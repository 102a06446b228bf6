import ClusterState
import SimulationEngine

/// Which of several nodes loses the least by the evictions on it.
///
/// Source: `preemption.pickOneNodeForPreemption`, Kubernetes 1.34.
enum CandidateRanking {
  /// The nodes that are equally good: fewest violated budgets, then the least of the highest
  /// priorities, then the least sum of priorities, then the fewest victims, then the latest start
  /// among the earliest of the most important victims; in ascending order of id.
  static func best(of candidates: [PreemptionRecord.Candidate]) -> ContiguousArray<NodeID> {
    var best: [PreemptionRecord.Candidate] = []
    var bestRank: Rank?
    for candidate in candidates where candidate.failure == nil && !candidate.victims.isEmpty {
      let rank = Rank(candidate)
      if let known = bestRank {
        if rank == known {
          best.append(candidate)
          continue
        }
        guard rank < known else { continue }
      }
      bestRank = rank
      best = [candidate]
    }
    return ContiguousArray(best.map(\.node).sorted())
  }

  private struct Rank: Comparable {
    let violations: Int
    let highestPriority: Int32
    let prioritySum: Int64
    let victimCount: Int
    let earliestStart: SimulationTime

    init(_ candidate: PreemptionRecord.Candidate) {
      let highest = candidate.victims[0].priority
      violations = candidate.budgetViolations
      highestPriority = highest
      prioritySum = candidate.victims.reduce(0) { $0 + Int64($1.priority) + 1 << 31 }
      victimCount = candidate.victims.count
      // A pod that has not started counts as starting now, later than all that have.
      earliestStart =
        candidate.victims.filter { $0.priority == highest }
        .map { $0.started.isSet ? $0.started : SimulationTime(microseconds: .max) }
        .min() ?? .zero
    }

    static func < (a: Self, b: Self) -> Bool {
      if a.violations != b.violations { return a.violations < b.violations }
      if a.highestPriority != b.highestPriority { return a.highestPriority < b.highestPriority }
      if a.prioritySum != b.prioritySum { return a.prioritySum < b.prioritySum }
      if a.victimCount != b.victimCount { return a.victimCount < b.victimCount }
      return a.earliestStart > b.earliestStart
    }
  }
}
