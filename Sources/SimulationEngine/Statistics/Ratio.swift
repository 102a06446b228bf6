/// Quotients of integers, rounded to the nearest, halves away from zero.
///
/// Shares are kept in millionths, so that no result depends on how a platform rounds or prints a
/// floating-point number.
public enum Ratio {
  /// One, in millionths.
  public static let one: Int64 = 1_000_000

  /// `part / whole` in millionths; nil where there is no whole.
  public static func millionths(_ part: Int128, of whole: Int128) -> Int64? {
    // Division of 64 bits costs a fraction of one of 128.
    if let part = Int64(exactly: part), let whole = Int64(exactly: whole) {
      return millionths(part, of: whole)
    }
    return wideMillionths(part, of: whole)
  }

  /// `part / whole` in millionths; nil where there is no whole.
  public static func millionths(_ part: Int64, of whole: Int64) -> Int64? {
    guard whole > 0 else { return nil }
    let (product, overflow) = part.multipliedReportingOverflow(by: one)
    guard part >= 0, !overflow else { return wideMillionths(Int128(part), of: Int128(whole)) }
    let (quotient, remainder) = product.quotientAndRemainder(dividingBy: whole)
    return remainder >= whole - remainder ? quotient + 1 : quotient
  }

  private static func wideMillionths(_ part: Int128, of whole: Int128) -> Int64? {
    guard whole > 0 else { return nil }
    return rounded(part.multipliedSaturating(by: Int128(one)), whole)
  }

  /// `dividend / divisor` for a positive divisor, brought within 64 bits.
  public static func rounded(_ dividend: Int128, _ divisor: Int128) -> Int64 {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    let isHalf = remainder.magnitude >= (divisor.magnitude + 1) / 2
    let away: Int128 = dividend < 0 ? -1 : 1
    return Int64(clamping: isHalf ? quotient + away : quotient)
  }

  /// The integer square root of a number, rounded down, by Newton's method.
  public static func squareRoot(_ value: UInt128) -> UInt128 {
    guard value > 1 else { return value }
    // IEEE 754 rounds square roots correctly. Of numbers below 2^100 this one is off by less than
    // 2^-2, so that a step to either side makes it exact.
    if value < 1 << 100 {
      var root = UInt128(Double(value).squareRoot())
      while root * root > value { root -= 1 }
      while (root + 1) * (root + 1) <= value { root += 1 }
      return root
    }
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
  public func multipliedSaturating(by other: Int128) -> Int128 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? ((self < 0) != (other < 0) ? .min : .max) : product
  }
}
