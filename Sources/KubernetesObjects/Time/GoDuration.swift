/// A span of time as Go writes it: `1h30m`, `250ms`, `-1.5s`.
///
/// Source: `time.ParseDuration` and `Duration.String` of Go 1.24.
public struct GoDuration: Hashable, Comparable, Sendable {
  /// The length in nanoseconds.
  public let nanoseconds: Int64

  /// A span of `nanoseconds` nanoseconds.
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// A span of `seconds` seconds, at the ends of the range where it does not fit.
  public init(seconds: Int64) {
    nanoseconds = Int64(clamping: Int128(seconds) * 1_000_000_000)
  }

  /// The whole seconds, rounded toward zero.
  public var wholeSeconds: Int64 { nanoseconds / 1_000_000_000 }

  /// The whole microseconds, rounded toward zero: the unit of simulated time.
  public var wholeMicroseconds: Int64 { nanoseconds / 1000 }

  /// Orders spans by length.
  public static func < (a: Self, b: Self) -> Bool { a.nanoseconds < b.nanoseconds }
}

extension GoDuration: CustomStringConvertible {
  /// The text that Go prints: `1h0m0s`, `1.5s`, `250ms`, `0s`; a unit below seconds stands alone.
  public var description: String {
    if nanoseconds == 0 { return "0s" }
    let sign = nanoseconds < 0 ? "-" : ""
    let magnitude = nanoseconds.magnitude
    if magnitude < 1000 { return sign + String(magnitude) + "ns" }
    if magnitude < 1_000_000 { return sign + Self.decimal(magnitude, unit: 1000) + "µs" }
    if magnitude < 1_000_000_000 {
      return sign + Self.decimal(magnitude, unit: 1_000_000) + "ms"
    }
    let minutes = magnitude / 60_000_000_000
    let seconds = Self.decimal(magnitude % 60_000_000_000, unit: 1_000_000_000) + "s"
    if minutes == 0 { return sign + seconds }
    if minutes < 60 { return sign + "\(minutes)m" + seconds }
    return sign + "\(minutes / 60)h\(minutes % 60)m" + seconds
  }

  /// `magnitude / unit` with as many decimals as it takes; `unit` is a power of ten.
  private static func decimal(_ magnitude: UInt64, unit: UInt64) -> String {
    let whole = String(magnitude / unit)
    var rest = magnitude % unit
    if rest == 0 { return whole }
    // A leading one keeps the zeros behind the point.
    rest += unit
    while rest % 10 == 0 { rest /= 10 }
    return whole + "." + String(rest).dropFirst()
  }
}
