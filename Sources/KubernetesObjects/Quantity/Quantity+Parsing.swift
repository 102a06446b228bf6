extension Quantity {
  /// Reads `[+-] digits [. digits] suffix` in one pass.
  ///
  /// Digits past 10⁻⁹ round away from zero; a binary quantity is capped at 2⁶³−1; more than 37
  /// significant digits round away from zero. Digits may be missing (`m` is zero), as the Go parser
  /// has it.
  /// - Throws: a `ValueError` with the place, what was expected and, for the usual slips, the text
  ///   that was probably meant.
  public init(parsing text: String) throws(ValueError) {
    self = try text.parsingUTF8 { (bytes) throws(ValueError) in try Quantity(utf8: bytes) }
  }

  /// Reads a quantity from UTF-8 bytes, as `init(parsing:)` does from a text.
  public init(utf8 bytes: UnsafeBufferPointer<UInt8>) throws(ValueError) {
    guard let digits = Digits(bytes) else {
      throw QuantitySlip(bytes).error
    }
    guard let suffix = QuantitySuffix(bytes[digits.end...]) else {
      throw QuantitySlip(bytes).error
    }
    if digits.isEmpty, !Self.acceptsNoDigits(before: suffix) {
      throw ValueError(
        "\(String(decoding: bytes, as: UTF8.self).excerpt) is not a quantity: "
          + "expected a number before the suffix", offset: digits.start)
    }
    self = suffix.format == .binarySI ? digits.binary(suffix) : digits.decimal(suffix)
  }

  /// Whether the Go parser takes `suffix` without any digit for zero: it does so wherever its
  /// 64-bit fast path applies, which is up to `Ti` and down to 10⁻⁹.
  private static func acceptsNoDigits(before suffix: QuantitySuffix) -> Bool {
    suffix.format == .binarySI ? suffix.exponent <= 40 : suffix.exponent >= -9
  }
}

/// The sign and the digits of a quantity within its bytes.
private struct Digits {
  let bytes: UnsafeBufferPointer<UInt8>
  let isNegative: Bool
  /// The first byte behind the sign.
  let start: Int
  /// The point, or `end` where there is none.
  let point: Int
  /// The first byte behind the digits.
  let end: Int

  /// Finds the digits; nil where there is no text at all.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first else { return nil }
    self.bytes = bytes
    isNegative = first == UInt8(ascii: "-")
    start = isNegative || first == UInt8(ascii: "+") ? 1 : 0
    var index = start
    while index < bytes.count, ASCII.isDigit(bytes[index]) { index += 1 }
    point = index
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      while index < bytes.count, ASCII.isDigit(bytes[index]) { index += 1 }
    }
    end = index
  }

  var fractionCount: Int { max(0, end - point - 1) }
  var count: Int { point - start + fractionCount }
  var isEmpty: Bool { count == 0 }

  /// The digits as one integer; there are at most 18.
  private var shortInteger: Int64 {
    var value: Int64 = 0
    for index in start..<end where index != point {
      value = value &* 10 &+ Int64(bytes[index] & 0x0F)
    }
    return value
  }

  private func signed(_ magnitude: Int128) -> Int128 { isNegative ? -magnitude : magnitude }

  /// The value of the digits times a power of ten.
  func decimal(_ suffix: QuantitySuffix) -> Quantity {
    let exponent = suffix.exponent - fractionCount
    if count <= 18, exponent >= -9 {
      let number = ExactDecimal(signed(Int128(shortInteger)), exponent: exponent)
      return Quantity(number: number, format: suffix.format)
    }
    // Digits below 10⁻⁹, and those past what a significand holds, only tell whether to round up.
    let kept = count - max(0, -9 - exponent)
    var value: Int128 = 0
    var significant = 0
    var position = 0
    var lastExponent = max(exponent, -9)
    var hasRest = false
    for index in start..<end where index != point {
      let digit = bytes[index] & 0x0F
      defer { position += 1 }
      if position >= kept {
        hasRest = hasRest || digit != 0
      } else if significant < ExactDecimal.maximumDigits {
        value = value * 10 + Int128(digit)
        if value != 0 { significant += 1 }
      } else {
        hasRest = hasRest || digit != 0
        lastExponent += 1
      }
    }
    let magnitude = hasRest ? value + 1 : value
    return Quantity(
      number: ExactDecimal(signed(magnitude), exponent: lastExponent), format: suffix.format)
  }

  /// The value of the digits times a power of two, capped at 2⁶³−1.
  func binary(_ suffix: QuantitySuffix) -> Quantity {
    let cap = Int128(Int64.max)
    if fractionCount == 0, count <= 18 {
      let product = Int128(shortInteger) << Int128(suffix.exponent)
      return Quantity(
        number: ExactDecimal(signed(min(product, cap)), exponent: 0), format: .binarySI)
    }
    let nanos = nanos(shiftedBy: UInt64(suffix.exponent))
    let capped = min(nanos, cap * ExactDecimal.powersOfTen[9])
    // Below one the Go code turns to decimal notation, so that nothing is rounded in print.
    let isSmall = nanos > 0 && nanos < ExactDecimal.powersOfTen[9]
    return Quantity(
      number: ExactDecimal(signed(capped), exponent: -9), format: isSmall ? .decimalSI : .binarySI)
  }

  /// The digits times `2^shift` in units of 10⁻⁹, rounded up and at most 10³⁷.
  ///
  /// School multiplication from the last digit on: the carry stays below 10·2⁶⁰, which fits 64
  /// bits, so any number of digits takes one pass and no memory.
  private func nanos(shiftedBy shift: UInt64) -> Int128 {
    let limit = ExactDecimal.powersOfTen[ExactDecimal.maximumDigits]
    var carry: UInt64 = 0
    var place = 9 - fractionCount
    var total: Int128 = 0
    var hasRest = false
    func put(_ digit: UInt64) {
      if place < 0 {
        hasRest = hasRest || digit != 0
      } else if digit != 0 {
        total =
          place < ExactDecimal.maximumDigits
          ? min(total + Int128(digit) * ExactDecimal.powersOfTen[place], limit) : limit
      }
      place += 1
    }
    var index = end
    while index > start {
      index -= 1
      if index == point { continue }
      let product = UInt64(bytes[index] & 0x0F) << shift + carry
      put(product % 10)
      carry = product / 10
    }
    while carry > 0 {
      put(carry % 10)
      carry /= 10
    }
    return hasRest ? total + 1 : total
  }
}
