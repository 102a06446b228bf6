/// Count, sum, mean, least and greatest of doubles.
///
/// The sum is compensated and follows the order in which values are added.
public struct SampleSummary: Hashable, Sendable {
  /// How many values were added.
  public private(set) var count = 0
  /// The least value; nil without values.
  public private(set) var minimum: Double?
  /// The greatest value; nil without values.
  public private(set) var maximum: Double?
  private var compensatedSum = CompensatedSum()

  /// A summary of no values.
  public init() {}

  /// Adds a value, which must be a number.
  public mutating func add(_ value: Double) {
    precondition(!value.isNaN, "a sample is a number")
    count += 1
    compensatedSum.add(value)
    minimum = min(minimum ?? value, value)
    maximum = max(maximum ?? value, value)
  }

  /// The sum of the values.
  public var sum: Double { compensatedSum.value }

  /// The arithmetic mean; nil without values.
  public var mean: Double? { count > 0 ? sum / Double(count) : nil }
}
