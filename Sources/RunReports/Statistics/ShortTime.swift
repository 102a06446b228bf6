/// Durations for people: a few digits, and units as Go writes them.
enum ShortTime {
  /// `850us`, `12.3ms`, `4.56s`, `5m30s`, `26h0m0s`; cut off, not rounded up, so that nothing that
  /// took less than a limit seems to have reached it.
  static func text(_ microseconds: Int64) -> String {
    let magnitude = microseconds.magnitude
    let sign = microseconds < 0 ? "-" : ""
    switch magnitude {
    case 0: return "0s"
    case 1..<1_000: return "\(sign)\(magnitude)us"
    case 1_000..<1_000_000: return sign + digits(magnitude, unit: 1_000) + "ms"
    case 1_000_000..<60_000_000: return sign + digits(magnitude, unit: 1_000_000) + "s"
    default:
      let seconds = magnitude / 1_000_000
      let minutes = "\(seconds / 60 % 60)m\(seconds % 60)s"
      return sign + (seconds < 3_600 ? minutes : "\(seconds / 3_600)h\(minutes)")
    }
  }

  /// Three digits in all, without zeros at the end.
  private static func digits(_ value: UInt64, unit: UInt64) -> String {
    let whole = value / unit
    let decimals = whole < 10 ? 2 : whole < 100 ? 1 : 0
    let scale: UInt64 = decimals == 2 ? 100 : decimals == 1 ? 10 : 1
    let fraction = value % unit * scale / unit
    guard fraction > 0 else { return String(whole) }
    var text = String(fraction)
    while text.count < decimals { text = "0" + text }
    while text.hasSuffix("0") { text.removeLast() }
    return "\(whole).\(text)"
  }
}
