/// A decimal number `significand · 10^exponent`, exact to 37 significant digits.
///
/// Beyond 37 digits a result is rounded away from zero, so that nobody gets less than was asked
/// for. Kubernetes' own quantities start at 10⁻⁹, so sums below 10²⁷ are always exact.
struct ExactDecimal: Hashable, Comparable, Sendable {
  /// The digits with the sign; no multiple of ten, except for zero.
  let significand: Int128
  /// The power of ten of the last digit; 0 for zero.
  let exponent: Int

  /// The digits that a significand holds; twice 10³⁷ still fits 128 bits, so sums cannot trap.
  static let maximumDigits = 37

  static let zero = ExactDecimal(0, exponent: 0)

  /// The powers of ten from 10⁰ to 10³⁸.
  static let powersOfTen: [Int128] = {
    var powers: [Int128] = [1]
    for _ in 0..<38 { powers.append(powers[powers.count - 1] * 10) }
    return powers
  }()

  /// `significand · 10^exponent` in normal form.
  init(_ significand: Int128, exponent: Int) {
    var digits = significand
    var power = exponent
    let excess = Self.digitCount(significand) - Self.maximumDigits
    if excess > 0 {
      digits = Self.dividing(digits, by: Self.powersOfTen[excess])
      power += excess
    }
    guard digits != 0 else {
      self.significand = 0
      self.exponent = 0
      return
    }
    if var small = Int64(exactly: digits) {
      while small % 10 == 0 {
        small /= 10
        power += 1
      }
      digits = Int128(small)
    } else {
      while digits % 10 == 0 {
        digits /= 10
        power += 1
      }
    }
    self.significand = digits
    self.exponent = power
  }

  /// The number of decimal digits of `value`, 0 for zero.
  static func digitCount(_ value: Int128) -> Int {
    let magnitude = value.magnitude
    if magnitude >= UInt128(powersOfTen[19]) {
      var count = 20
      while count < powersOfTen.count && magnitude >= UInt128(powersOfTen[count]) { count += 1 }
      return count
    }
    var small = UInt64(truncatingIfNeeded: magnitude)
    var count = 0
    while small > 0 {
      small /= 10
      count += 1
    }
    return count
  }

  /// `value / divisor`, rounded away from zero; `divisor` is positive.
  static func dividing(_ value: Int128, by divisor: Int128) -> Int128 {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder == 0 ? quotient : quotient + value.signum()
  }

  /// The number times `10^power`, rounded away from zero to a whole number, within `Int64`.
  func wholeNumber(timesTenTo power: Int) -> Int64 {
    let shift = exponent + power
    if shift < 0 {
      let divided =
        -shift > Self.maximumDigits
        ? significand.signum() : Self.dividing(significand, by: Self.powersOfTen[-shift])
      return Int64(clamping: divided)
    }
    if shift > 19 { return Int64(clamping: significand.signum() * Int128.max) }
    let (product, overflow) = significand.multipliedReportingOverflow(by: Self.powersOfTen[shift])
    return Int64(clamping: overflow ? significand.signum() * Int128.max : product)
  }

  /// The digits before the point; zero or less below 1.
  var wholeDigitCount: Int { Self.digitCount(significand) + exponent }

  /// Whether the number has no fraction.
  var isWhole: Bool { exponent >= 0 }

  static func < (a: Self, b: Self) -> Bool {
    if a.exponent == b.exponent { return a.significand < b.significand }
    let (signA, signB) = (a.significand.signum(), b.significand.signum())
    if signA != signB || signA == 0 { return signA < signB }
    let (lengthA, lengthB) = (a.wholeDigitCount, b.wholeDigitCount)
    if lengthA != lengthB { return (lengthA < lengthB) == (signA > 0) }
    // The same number of digits before the point: the shorter one, padded with zeros, is no
    // longer than the other, so it fits.
    let gap = a.exponent - b.exponent
    return gap > 0
      ? a.significand * powersOfTen[gap] < b.significand
      : a.significand < b.significand * powersOfTen[-gap]
  }

  static prefix func - (number: Self) -> Self {
    ExactDecimal(-number.significand, exponent: number.exponent)
  }

  static func + (a: Self, b: Self) -> Self {
    if a.significand == 0 { return b }
    if b.significand == 0 { return a }
    if a.exponent < b.exponent { return b + a }
    let gap = a.exponent - b.exponent
    let room = maximumDigits - digitCount(a.significand)
    if gap <= room {
      return ExactDecimal(
        a.significand * powersOfTen[gap] + b.significand, exponent: b.exponent)
    }
    // `b` reaches below the last digit that there is room for: keep the floor of its upper part
    // and remember that something is left over.
    let dropped = gap - room
    var upper: Int128 = b.significand < 0 ? -1 : 0
    var isExact = false
    if dropped <= maximumDigits {
      let (quotient, remainder) =
        b.significand.quotientAndRemainder(dividingBy: powersOfTen[dropped])
      upper = remainder < 0 ? quotient - 1 : quotient
      isExact = remainder == 0
    }
    let sum = a.significand * powersOfTen[room] + upper
    return ExactDecimal(
      !isExact && sum >= 0 ? sum + 1 : sum, exponent: a.exponent - room)
  }
}
