/// Quotients of integers, rounded to the nearest, halves away from zero.
///
/// Shares are kept in millionths, so that no report depends on how a platform rounds or prints a
/// floating-point number.
enum Ratio {
  /// One, in millionths.
  static let one: Int64 = 1_000_000

  /// `part / whole` in millionths; nil where there is no whole.
  static func millionths(_ part: Int128, of whole: Int128) -> Int64? {
    guard whole > 0 else { return nil }
    return rounded(part.multipliedSaturating(by: Int128(one)), whole)
  }

  /// `part / whole` in millionths; nil where there is no whole.
  static func millionths(_ part: Int64, of whole: Int64) -> Int64? {
    millionths(Int128(part), of: Int128(whole))
  }

  /// `dividend / divisor` for a positive divisor, brought within 64 bits.
  static func rounded(_ dividend: Int128, _ divisor: Int128) -> Int64 {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    let isHalf = remainder.magnitude >= (divisor.magnitude + 1) / 2
    let away: Int128 = dividend < 0 ? -1 : 1
    return Int64(clamping: isHalf ? quotient + away : quotient)
  }

  /// Millionths as a decimal number with six decimals.
  static func text(_ millionths: Int64) -> String {
    let magnitude = millionths.magnitude
    let fraction = String(magnitude % 1_000_000)
    let zeros = String(repeating: "0", count: 6 - fraction.count)
    return "\(millionths < 0 ? "-" : "")\(magnitude / 1_000_000).\(zeros)\(fraction)"
  }

  /// Millionths as a decimal number without zeros at its end.
  static func shortText(_ millionths: Int64) -> String {
    var text = text(millionths)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  /// The integer square root of a number that is not negative, rounded down, by Newton's method.
  static func squareRoot(_ value: UInt128) -> UInt128 {
    guard value > 1 else { return value }
    var root: UInt128 = 1 << UInt128((129 - value.leadingZeroBitCount) / 2)
    while true {
      let next = (root + value / root) / 2
      if next >= root { return root }
      root = next
    }
  }
}

extension Int128 {
  /// The product, or the nearest representable number where it overflows.
  func multipliedSaturating(by other: Int128) -> Int128 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? ((self < 0) != (other < 0) ? .min : .max) : product
  }
}
