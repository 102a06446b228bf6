/// A sum of doubles that keeps what each addition rounds away.
///
/// Neumaier's variant of Kahan's summation (ZAMM 54, 1974). The result depends on the order of the
/// terms alone.
public struct CompensatedSum: Hashable, Sendable {
  private var sum = 0.0
  private var compensation = 0.0

  /// An empty sum.
  public init() {}

  /// Adds a term.
  public mutating func add(_ term: Double) {
    let result = DoubleDouble.sum(sum, term)
    sum = result.high
    // Past infinity there is nothing left to compensate.
    if result.high.isFinite { compensation += result.low }
  }

  /// The sum of the terms so far.
  public var value: Double { sum + compensation }
}
