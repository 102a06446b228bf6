/// Count, sum, mean, least and greatest of whole numbers, such as durations in microseconds.
///
/// Exact, whatever the order.
public struct IntegerSummary: Hashable, Sendable {
  /// How many values were added.
  public private(set) var count = 0
  public private(set) var sum: Int128 = 0
  /// The least value; nil without values.
  public private(set) var minimum: Int64?
  /// The greatest value; nil without values.
  public private(set) var maximum: Int64?

  /// A summary of no values.
  public init() {}

  /// Adds a value.
  public mutating func add(_ value: Int64) {
    count += 1
    sum += Int128(value)
    minimum = min(minimum ?? value, value)
    maximum = max(maximum ?? value, value)
  }

  /// Adds all that another summary has seen.
  public mutating func merge(_ other: IntegerSummary) {
    guard let least = other.minimum, let greatest = other.maximum else { return }
    count += other.count
    sum += other.sum
    minimum = min(minimum ?? least, least)
    maximum = max(maximum ?? greatest, greatest)
  }

  /// The arithmetic mean; nil without values.
  public var mean: Double? { count > 0 ? quotient(sum, Int128(count)) : nil }
}

/// `dividend / divisor` as a double, for a positive divisor below 2^63: whole part and remainder
/// are converted by themselves, so that nothing is lost before the division.
func quotient(_ dividend: Int128, _ divisor: Int128) -> Double {
  let (whole, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
  return Double(whole) + Double(remainder) / Double(divisor)
}
