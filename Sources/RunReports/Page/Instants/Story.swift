import ClusterSimulation
import ClusterState
import SimulationEngine

/// What happened in a run, told instant by instant.
struct Story {
  /// How many instants are shown at once.
  static let shownCount = 9
  /// How many there are at most.
  static let limit = 60

  /// Those that are shown at once, in order of time.
  private(set) var shown: [Instant] = []
  /// The rest, in order of time.
  private(set) var folded: [Instant] = []
  /// How many more there would have been.
  private(set) var omittedCount = 0

  /// O(rows of the recording).
  init(_ run: RunAnalysis, _ strikes: [Strike]) {
    var teller = StoryTeller(run, strikes)
    teller.tellStrikes()
    teller.tellEvictions()
    teller.tellCommands()
    teller.tellWorkloads()
    teller.tellRefusals()
    teller.tellQueue()
    let all = teller.instants
    let byTime = all.indices.sorted { (all[$0].time, $0) < (all[$1].time, $1) }
    let byWeight = byTime.enumerated().sorted {
      (all[$0.element].weight, $0.offset) < (all[$1.element].weight, $1.offset)
    }
    let kept = byWeight.prefix(Self.limit).map(\.offset)
    shown = kept.prefix(Self.shownCount).sorted().map { all[byTime[$0]] }
    folded = kept.dropFirst(Self.shownCount).sorted().map { all[byTime[$0]] }
    omittedCount = all.count - kept.count
  }
}
