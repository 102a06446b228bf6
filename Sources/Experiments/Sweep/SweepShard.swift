/// One of several parts of a sweep: every so many runs belong to it.
package struct SweepShard: Hashable, Sendable {
  /// Which part it is, from 1.
  package let number: Int
  /// How many parts there are.
  package let count: Int

  /// All runs at once.
  package static let whole = SweepShard(number: 1, count: 1)

  private init(number: Int, count: Int) {
    self.number = number
    self.count = count
  }

  /// Reads `3/8`; nil for anything that is no part of a whole.
  package init?(parsing text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]),
      (1...1_000_000).contains(count), (1...count).contains(number)
    else { return nil }
    self.init(number: number, count: count)
  }

  /// Whether run `run` belongs to the part. Neighbours go to different parts: they take about as
  /// long as each other.
  package func contains(_ run: Int) -> Bool { run % count == number - 1 }
}
