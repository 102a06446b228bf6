/// The exact quantiles of a set of values, by nearest rank: always one of the values.
public struct ExactQuantiles<Value: Comparable & Sendable>: Sendable {
  /// The values in ascending order.
  public let sortedValues: ContiguousArray<Value>

  /// The quantiles of `values`, in any order, numbers all. Complexity: O(n log n).
  public init(_ values: some Sequence<Value>) {
    var sorted = ContiguousArray(values)
    sorted.sort()
    // A value that equals not even itself (not-a-number) has no place in an order.
    precondition(sorted.allSatisfy { $0 == $0 }, "only numbers have quantiles")
    sortedValues = sorted
  }

  /// How many values there are.
  public var count: Int { sortedValues.count }

  /// The value at a quantile; nil without values.
  public func value(at level: QuantileLevel) -> Value? {
    count > 0 ? sortedValues[level.rank(among: count) - 1] : nil
  }

  /// The least value; nil without values.
  public var minimum: Value? { sortedValues.first }

  /// The greatest value; nil without values.
  public var maximum: Value? { sortedValues.last }
}
