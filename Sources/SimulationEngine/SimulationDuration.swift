/// A span of simulated time, in whole microseconds.
///
/// Integer time keeps equality exact and identical on every platform; with a floating-point clock
/// the order of events would depend on rounding.
public struct SimulationDuration: Hashable, Comparable, Sendable {
  /// The length in microseconds; negative spans are allowed as differences.
  public let microseconds: Int64

  /// A span of `microseconds` microseconds.
  @inlinable public init(microseconds: Int64) { self.microseconds = microseconds }

  /// Orders spans by length.
  @inlinable public static func < (a: Self, b: Self) -> Bool { a.microseconds < b.microseconds }
}
