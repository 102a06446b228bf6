/// A span of simulated time, in whole microseconds.
///
/// Integer time keeps equality exact and identical on every platform; with a floating-point clock
/// the order of events would depend on rounding. The operators trap on overflow, as integers do;
/// what a person wrote goes through the saturating or overflow-reporting forms.
public struct SimulationDuration: Hashable, Comparable, Sendable {
  /// The length in microseconds; negative spans are allowed as differences.
  public let microseconds: Int64

  /// A span of `microseconds` microseconds.
  @inlinable public init(microseconds: Int64) { self.microseconds = microseconds }

  /// Orders spans by length.
  @inlinable public static func < (a: Self, b: Self) -> Bool { a.microseconds < b.microseconds }
}

extension SimulationDuration {
  /// No time at all.
  public static let zero = SimulationDuration(microseconds: 0)

  /// The longest span a simulation works with: 2^61 µs, some 73,000 years.
  ///
  /// Inputs and draws are bounded by it, so that an instant no later than `SimulationTime.latest`
  /// plus any bounded span cannot overflow.
  public static let longest = SimulationDuration(microseconds: 1 << 61)

  /// A span of `count` microseconds.
  @inlinable public static func microseconds(_ count: Int64) -> Self { Self(microseconds: count) }

  /// A span of `count` milliseconds; traps if it cannot be represented.
  @inlinable public static func milliseconds(_ count: Int64) -> Self {
    Self(microseconds: count * 1_000)
  }

  /// A span of `count` seconds; traps if it cannot be represented.
  @inlinable public static func seconds(_ count: Int64) -> Self {
    Self(microseconds: count * 1_000_000)
  }

  /// A span of `count` minutes; traps if it cannot be represented.
  @inlinable public static func minutes(_ count: Int64) -> Self {
    Self(microseconds: count * 60_000_000)
  }

  /// A span of `count` hours; traps if it cannot be represented.
  @inlinable public static func hours(_ count: Int64) -> Self {
    Self(microseconds: count * 3_600_000_000)
  }

  /// A span of `count` days of 24 hours; traps if it cannot be represented.
  @inlinable public static func days(_ count: Int64) -> Self {
    Self(microseconds: count * 86_400_000_000)
  }

  /// The span of `seconds` seconds to the nearest microsecond, halves to the even one.
  ///
  /// Total: what lies beyond ±`longest` becomes ±`longest`, and not-a-number becomes zero. The
  /// product with one million is rounded once, as IEEE 754 demands, so the result is the same
  /// everywhere.
  public init(nearestToSeconds seconds: Double) {
    let scaled = seconds * 1_000_000
    let limit = Double(Self.longest.microseconds)
    if scaled >= limit {
      self = .longest
    } else if scaled <= -limit {
      self = Self(microseconds: -Self.longest.microseconds)
    } else if scaled.isNaN {
      self = .zero
    } else {
      self.init(microseconds: Self.nearestInteger(to: scaled))
    }
  }

  /// The integer nearest to `value`, halves to the even one, by truncation and comparison only:
  /// the C library's rounding is not needed.
  private static func nearestInteger(to value: Double) -> Int64 {
    let whole = Int64(value)
    let fraction = value - Double(whole)
    let isOdd = whole & 1 != 0
    if fraction > 0.5 || (fraction == 0.5 && isOdd) { return whole + 1 }
    if fraction < -0.5 || (fraction == -0.5 && isOdd) { return whole - 1 }
    return whole
  }

  /// The length in seconds as the nearest double.
  @inlinable public var seconds: Double { Double(microseconds) / 1_000_000 }

  /// The span nearest to this one within ±`longest`.
  public var bounded: Self {
    let limit = Self.longest.microseconds
    return Self(microseconds: min(max(microseconds, -limit), limit))
  }
}

extension SimulationDuration: AdditiveArithmetic {
  /// The two spans one after the other; traps on overflow.
  @inlinable public static func + (a: Self, b: Self) -> Self {
    Self(microseconds: a.microseconds + b.microseconds)
  }

  /// How much longer `a` is than `b`; traps on overflow.
  @inlinable public static func - (a: Self, b: Self) -> Self {
    Self(microseconds: a.microseconds - b.microseconds)
  }

  /// The span turned around.
  @inlinable public static prefix func - (a: Self) -> Self { Self(microseconds: -a.microseconds) }

  /// `count` of these spans one after the other; traps on overflow.
  @inlinable public static func * (a: Self, count: Int64) -> Self {
    Self(microseconds: a.microseconds * count)
  }

  /// One of `parts` equal parts, rounded towards zero.
  @inlinable public static func / (a: Self, parts: Int64) -> Self {
    Self(microseconds: a.microseconds / parts)
  }

  /// How often `b` fits wholly into `a`.
  @inlinable public static func / (a: Self, b: Self) -> Int64 { a.microseconds / b.microseconds }

  /// The sum, or the nearest representable span where it overflows.
  @inlinable public func addingSaturating(_ other: Self) -> Self {
    let (sum, overflow) = microseconds.addingReportingOverflow(other.microseconds)
    return Self(microseconds: overflow ? (other.microseconds < 0 ? .min : .max) : sum)
  }

  /// The product, or the nearest representable span where it overflows.
  @inlinable public func multipliedSaturating(by count: Int64) -> Self {
    let (product, overflow) = microseconds.multipliedReportingOverflow(by: count)
    let isNegative = (microseconds < 0) != (count < 0)
    return Self(microseconds: overflow ? (isNegative ? .min : .max) : product)
  }
}

extension SimulationDuration: CustomStringConvertible {
  /// The length in seconds with six decimals and the unit: `1.500000s`.
  public var description: String { secondsText(decimals: 6) + "s" }

  /// The length in seconds with a fixed number of decimals, made from integers: `1.500`.
  ///
  /// Digits beyond `decimals` (0 to 6) are rounded to the nearest, halves away from zero.
  public func secondsText(decimals: Int) -> String {
    SecondsFormat(decimals: decimals).text(of: microseconds)
  }
}
