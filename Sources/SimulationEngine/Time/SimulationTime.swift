/// An instant of simulated time, in whole microseconds since the start of the run.
public struct SimulationTime: Hashable, Comparable, Sendable {
  /// Microseconds since the start.
  public let microseconds: Int64

  /// The instant `microseconds` microseconds after the start.
  @inlinable public init(microseconds: Int64) { self.microseconds = microseconds }

  /// Orders instants, earlier first.
  @inlinable public static func < (a: Self, b: Self) -> Bool { a.microseconds < b.microseconds }
}

extension SimulationTime {
  /// The start of the run.
  public static let zero = SimulationTime(microseconds: 0)

  /// The latest horizon a run can have: 2^61 µs, some 73,000 years after the start.
  ///
  /// An event may be posted later (it then never fires), so adding a bounded duration to the clock
  /// never overflows.
  public static let latest = SimulationTime(microseconds: 1 << 61)

  /// The instant `count` microseconds after the start.
  @inlinable public static func microseconds(_ count: Int64) -> Self { Self(microseconds: count) }

  /// The instant `count` milliseconds after the start; traps if it cannot be represented.
  @inlinable public static func milliseconds(_ count: Int64) -> Self {
    .zero + .milliseconds(count)
  }

  /// The instant `count` seconds after the start; traps if it cannot be represented.
  @inlinable public static func seconds(_ count: Int64) -> Self { .zero + .seconds(count) }

  /// The instant `count` minutes after the start; traps if it cannot be represented.
  @inlinable public static func minutes(_ count: Int64) -> Self { .zero + .minutes(count) }

  /// The instant `count` hours after the start; traps if it cannot be represented.
  @inlinable public static func hours(_ count: Int64) -> Self { .zero + .hours(count) }

  /// The instant `delay` after this one; traps on overflow.
  @inlinable public static func + (time: Self, delay: SimulationDuration) -> Self {
    Self(microseconds: time.microseconds + delay.microseconds)
  }

  /// The instant `delay` before this one; traps on overflow.
  @inlinable public static func - (time: Self, delay: SimulationDuration) -> Self {
    Self(microseconds: time.microseconds - delay.microseconds)
  }

  /// The span from `earlier` to `later`; traps on overflow.
  @inlinable public static func - (later: Self, earlier: Self) -> SimulationDuration {
    SimulationDuration(microseconds: later.microseconds - earlier.microseconds)
  }

  /// Moves the instant by `delay`; traps on overflow.
  @inlinable public static func += (time: inout Self, delay: SimulationDuration) {
    time = time + delay
  }

  /// The instant `delay` after this one, or the last representable one where that overflows.
  @inlinable public func addingSaturating(_ delay: SimulationDuration) -> Self {
    let sum = SimulationDuration(microseconds: microseconds).addingSaturating(delay)
    return Self(microseconds: sum.microseconds)
  }

  /// The instant `delay` after this one, and whether it wrapped around.
  @inlinable public func addingReportingOverflow(
    _ delay: SimulationDuration
  ) -> (partialValue: Self, overflow: Bool) {
    let (sum, overflow) = microseconds.addingReportingOverflow(delay.microseconds)
    return (Self(microseconds: sum), overflow)
  }

  /// Seconds since the start as the nearest double.
  @inlinable public var seconds: Double { Double(microseconds) / 1_000_000 }
}

extension SimulationTime: CustomStringConvertible {
  /// Seconds since the start with six decimals and the unit: `1.500000s`.
  public var description: String { secondsText(decimals: 6) + "s" }

  /// Seconds since the start with a fixed number of decimals, made from integers: `1.500`.
  ///
  /// Digits beyond `decimals` (0 to 6) are rounded to the nearest, halves away from zero.
  public func secondsText(decimals: Int) -> String {
    SecondsFormat(decimals: decimals).text(of: microseconds)
  }
}
