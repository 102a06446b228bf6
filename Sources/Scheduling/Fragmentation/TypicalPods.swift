/// The most frequent kinds of pods and their shares: the workload that fragmentation is measured
/// against.
public struct TypicalPods: Hashable, Sendable {
  /// A kind with its part of the typical pods.
  public struct Kind: Hashable, Sendable {
    public let kind: TypicalPodKind
    /// From above zero to one; all shares together are about one.
    public let share: Double
  }

  /// The default of `coverage`: 95 of 100 pods. Source: "Beware of Fragmentation", section 5.
  public static let defaultCoverageMillionths: Int64 = 950_000

  /// The kinds, the most frequent first.
  public private(set) var kinds: [Kind] = []

  /// No typical pods: nothing is known of the workload.
  public init() {}

  /// The fewest kinds that make up `coverageMillionths` of all pods; `counts` says how many there
  /// are of each, every kind once, in whatever order.
  public init(
    _ counts: [(kind: TypicalPodKind, count: Int)],
    coverageMillionths: Int64 = defaultCoverageMillionths
  ) {
    let order = counts.filter { $0.count > 0 }.sorted { a, b in
      a.count != b.count ? a.count > b.count : a.kind.precedes(b.kind)
    }
    let all = order.reduce(0) { $0 + $1.count }
    var taken = 0
    var chosen = 0
    while chosen < order.count, Int64(taken) * 1_000_000 < coverageMillionths * Int64(all) {
      taken += order[chosen].count
      chosen += 1
    }
    let covered = Double(taken) / Double(all)
    for entry in order.prefix(chosen) {
      // Two divisions, then a third: the last bit of a share decides between nodes that are nearly
      // equal.
      kinds.append(Kind(kind: entry.kind, share: Double(entry.count) / Double(all) / covered))
    }
  }
}
