/// Counts nodes by the verdict on them.
struct VerdictCounts {
  private var counts: [Verdict: Int] = [:]
  private var last: Verdict?
  private var run = 0

  /// Counts a node. Neighbors are mostly turned down alike, so runs are counted as one.
  mutating func add(_ verdict: Verdict) {
    if verdict != last {
      flush()
      last = verdict
    }
    run += 1
  }

  /// The number of nodes by verdict.
  var tally: VerdictTally {
    var flushed = self
    flushed.flush()
    var tally = VerdictTally()
    for (verdict, count) in flushed.counts { tally.add(verdict, count) }
    return tally
  }

  private mutating func flush() {
    if let last, run > 0 { counts[last, default: 0] += run }
    run = 0
  }
}
