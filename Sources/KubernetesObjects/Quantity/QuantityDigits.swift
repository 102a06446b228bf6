/// The sign and the digits of a quantity within its bytes.
struct QuantityDigits {
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
