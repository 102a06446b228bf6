/// How many nodes were turned down, by verdict, each verdict once.
///
/// The entries have no order: what is made of them are sums and sets.
struct VerdictTally: Sendable {
  private(set) var entries: ContiguousArray<(verdict: Verdict, count: Int)> = []

  /// Adds a verdict on `count` nodes that is not there yet.
  mutating func add(_ verdict: Verdict, _ count: Int) { entries.append((verdict, count)) }

  /// The number of nodes that were turned down.
  var rejectedCount: Int { entries.reduce(0) { $0 + $1.count } }

  /// The number of nodes on which evictions might help.
  var curableCount: Int {
    entries.reduce(0) { $0 + ($1.verdict.rejection.code == .unschedulable ? $1.count : 0) }
  }

  /// The filters that turned a node down.
  var plugins: RejectingPlugins {
    entries.reduce(into: []) { $0.insert(RejectingPlugins(place: Int($1.verdict.plugin))) }
  }
}
