import SimulationEngine

/// How evenly one resource is requested over the ready nodes, now and over time: each figure of the
/// nodes' allocation ratios, in millionths.
package struct NodeSpread: Equatable, Sendable {
  /// A share above this, which only pods bound by hand can make, counts as this: a thousand times
  /// what the node has. Sums of squares then stay within 128 bits.
  private static let greatestShare: Int64 = 1 << 30

  /// The standard deviation over the nodes, which are all there are: no sample's correction.
  package private(set) var standardDeviation = TimeWeightedDistribution()
  /// The greatest share less the least.
  package private(set) var range = TimeWeightedDistribution()
  /// The standard deviation over the mean.
  package private(set) var coefficientOfVariation = TimeWeightedDistribution()
  /// Jain's index: (Σx)² / (n·Σx²) (Jain, Chiu and Hawe, DEC-TR-301, 1984).
  package private(set) var jainIndex = TimeWeightedDistribution()

  private var shares: ContiguousArray<Int64> = []
  private var extremes = ShareExtremes()
  private var count: Int128 = 0
  private var sum: Int128 = 0
  private var squares: Int128 = 0
  /// When the sums last changed, if their figures are still to be worked out.
  private var changed: SimulationTime?

  /// Sets the share of a node from `time` on; nil for a node that is not ready or offers nothing.
  mutating func set(_ share: Int64?, of row: Int, at time: SimulationTime) {
    while shares.count <= row { shares.append(-1) }
    let old = shares[row]
    let new = share.map { min(max(0, $0), Self.greatestShare) } ?? -1
    guard old != new else { return }
    // Of an instant with many changes, the figures are worked out once.
    if let changed, changed < time { settle() }
    shares[row] = new
    extremes.set(new < 0 ? nil : new, row: row)
    if old >= 0 {
      count -= 1
      sum -= Int128(old)
      squares -= Int128(old) * Int128(old)
    }
    if new >= 0 {
      count += 1
      sum += Int128(new)
      squares += Int128(new) * Int128(new)
    }
    changed = time
  }

  /// Forgets the time before `time`.
  mutating func restart(at time: SimulationTime) {
    settle()
    standardDeviation.restart(at: time)
    range.restart(at: time)
    coefficientOfVariation.restart(at: time)
    jainIndex.restart(at: time)
  }

  /// Brings the figures up to the last change.
  mutating func settle() {
    guard let time = changed else { return }
    changed = nil
    let deviation = self.deviation
    standardDeviation.set(deviation, at: time)
    range.set(extremes.spread, at: time)
    coefficientOfVariation.set(
      deviation.flatMap { Ratio.millionths(Int128($0) * count, of: sum) }, at: time)
    jainIndex.set(Ratio.millionths(sum * sum, of: count * squares), at: time)
  }

  private var deviation: Int64? {
    guard count > 0 else { return nil }
    // Four times the argument gives the root one more bit, so that it can be rounded.
    let variance = (count * squares - sum * sum).magnitude * 4
    return Ratio.rounded(Int128(Ratio.squareRoot(variance)), 2 * count)
  }
}
