/// The seeds of an experiment, in order.
package struct SeedRange: Hashable, Sendable {
  /// The first seed.
  package let first: UInt64
  /// How many there are, at least 1.
  package let count: Int

  /// The most seeds of one experiment.
  package static let mostSeeds = 100_000

  /// Reads `20`, which begins at `start`, or `1..20`; nil for anything else.
  package init?(parsing text: String, from start: UInt64) {
    let parts = text.split(separator: "..", omittingEmptySubsequences: false)
    let (low, high): (UInt64, UInt64)
    switch parts.count {
    case 1:
      guard let count = UInt64(parts[0]), (1...UInt64(Self.mostSeeds)).contains(count) else {
        return nil
      }
      (low, high) = (start, start + count - 1)
    case 2:
      guard let a = UInt64(parts[0]), let b = UInt64(parts[1]) else { return nil }
      (low, high) = (a, b)
    default: return nil
    }
    guard high >= low, high - low < UInt64(Self.mostSeeds), high <= UInt64(Int64.max) else {
      return nil
    }
    first = low
    count = Int(high - low) + 1
  }

  /// The seeds.
  package var seeds: [UInt64] { (0..<count).map { first + UInt64($0) } }
}
