/// Which quantile is meant, as an exact fraction: the 99th percentile is 99/100.
///
/// As a double, 0.07 of 100 values would come to a little more than 7 and give the wrong rank.
public struct QuantileLevel: Hashable, Sendable {
  /// The numerator of the fraction.
  public let numerator: Int
  /// The denominator of the fraction.
  public let denominator: Int

  /// The fraction `numerator / denominator`, from 0 to 1.
  public init(_ numerator: Int, outOf denominator: Int) {
    precondition(
      numerator >= 0 && denominator > 0 && numerator <= denominator,
      "a quantile lies between 0 and 1")
    self.numerator = numerator
    self.denominator = denominator
  }

  public static let p50 = QuantileLevel(50, outOf: 100)
  /// The 90th percentile.
  public static let p90 = QuantileLevel(90, outOf: 100)
  /// The 95th percentile.
  public static let p95 = QuantileLevel(95, outOf: 100)
  /// The 99th percentile.
  public static let p99 = QuantileLevel(99, outOf: 100)
  /// The 99.9th percentile.
  public static let p999 = QuantileLevel(999, outOf: 1_000)

  /// The nearest rank among `count` values, from 1: the smallest rank such that at least this
  /// fraction of the values is at or below it. `count` must be positive.
  public func rank(among count: Int) -> Int {
    precondition(count > 0, "a rank needs at least one value")
    let product = numerator.multipliedFullWidth(by: count)
    let (whole, rest) = denominator.dividingFullWidth(product)
    return max(1, rest > 0 ? whole + 1 : whole)
  }
}
