/// Decimal numbers read straight from bytes.
enum DecimalText {
  /// The integer that `text[from..<to]` spells: digits with an optional sign; nil for anything
  /// else and for what is beyond 64 bits.
  @inline(__always)
  static func integer(_ text: UnsafeRawBufferPointer, from: Int, to: Int) -> Int64? {
    var offset = from
    let isNegative = skipSign(text, &offset, to)
    guard offset < to else { return nil }
    guard let magnitude = digits(text, &offset, to, onto: 0), offset == to else { return nil }
    return signed(magnitude, isNegative)
  }

  /// The number that `text[from..<to]` spells, times 10^`decimals`, halves rounded away from zero.
  ///
  /// Only the first digit dropped decides the rounding, so any number of digits may follow.
  @inline(__always)
  static func fixed(
    _ text: UnsafeRawBufferPointer, from: Int, to: Int, decimals: Int
  ) -> Int64? {
    precondition((0...18).contains(decimals), "a fixed decimal has 0 to 18 decimals")
    var offset = from
    let isNegative = skipSign(text, &offset, to)
    let wholeStart = offset
    guard var magnitude = digits(text, &offset, to, onto: 0) else { return nil }
    let hasWhole = offset > wholeStart
    guard offset < to else {
      guard hasWhole, let scaled = shift(magnitude, by: decimals) else { return nil }
      return signed(scaled, isNegative)
    }
    guard text[offset] == UInt8(ascii: ".") else { return nil }
    offset += 1
    let fractionStart = offset
    let kept = min(to, fractionStart + decimals)
    guard let withFraction = digits(text, &offset, kept, onto: magnitude), offset == kept,
      let scaled = shift(withFraction, by: decimals - (kept - fractionStart))
    else { return nil }
    magnitude = scaled
    if offset < to {
      if text[offset] >= UInt8(ascii: "5") { magnitude += 1 }
      while offset < to && text[offset] &- UInt8(ascii: "0") < 10 { offset += 1 }
      guard offset == to else { return nil }
    }
    guard hasWhole || to > fractionStart else { return nil }
    return signed(magnitude, isNegative)
  }

  @inline(__always)
  private static func skipSign(
    _ text: UnsafeRawBufferPointer, _ offset: inout Int, _ end: Int
  ) -> Bool {
    guard offset < end else { return false }
    let isNegative = text[offset] == UInt8(ascii: "-")
    if isNegative || text[offset] == UInt8(ascii: "+") { offset += 1 }
    return isNegative
  }

  /// Appends the digits from `offset` on to `start`; nil beyond `Int64.max` + 1.
  @inline(__always)
  private static func digits(
    _ text: UnsafeRawBufferPointer, _ offset: inout Int, _ end: Int, onto start: UInt64
  ) -> UInt64? {
    var value = start
    while offset < end {
      let digit = UInt64(text[offset] &- UInt8(ascii: "0"))
      guard digit < 10 else { break }
      // 922337203685477580 has one digit less than Int64.max: up to it, one more cannot overflow.
      guard value <= 922_337_203_685_477_580 else { return nil }
      value = value &* 10 &+ digit
      offset += 1
    }
    return value
  }

  @inline(__always)
  private static func shift(_ value: UInt64, by decimals: Int) -> UInt64? {
    var shifted = value
    for _ in 0..<decimals {
      let (product, overflow) = shifted.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      shifted = product
    }
    return shifted <= 1 << 63 ? shifted : nil
  }

  @inline(__always)
  private static func signed(_ magnitude: UInt64, _ isNegative: Bool) -> Int64? {
    if isNegative {
      return magnitude <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
    }
    return Int64(exactly: magnitude)
  }
}
