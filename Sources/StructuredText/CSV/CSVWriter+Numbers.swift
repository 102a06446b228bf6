extension CSVWriter {
  /// The two digits of 0 to 99, one pair after the other.
  private static let digitPairs: [UInt8] = (0..<100).flatMap { (number: UInt8) -> [UInt8] in
    [48 + number / 10, 48 + number % 10]
  }

  /// Powers of ten up to 10^18, the largest in 64 bits.
  static let powersOfTen: [UInt64] = (0...18).map { (exponent: Int) -> UInt64 in
    repeatElement(10, count: exponent).reduce(1, *)
  }

  /// Appends an integer.
  public mutating func append(integer value: Int64) {
    beginField(reserving: 20)
    if value < 0 {
      storage[used] = UInt8(ascii: "-")
      used += 1
    }
    write(value.magnitude, digits: CSVWriter.digitCount(value.magnitude))
  }

  /// Appends `value` / 10^`scale` with exactly `decimals` digits after the point, halves rounded
  /// away from zero.
  ///
  /// Microseconds as seconds with three decimals: `append(scaled: 1_500_000, by: 6, decimals: 3)`
  /// writes `1.500`. What rounds to zero is written without a sign.
  /// - Precondition: `scale` and `decimals` are 0 to 18.
  public mutating func append(scaled value: Int64, by scale: Int, decimals: Int) {
    precondition((0...18).contains(scale) && (0...18).contains(decimals), "0 to 18 decimals")
    let unit = CSVWriter.powersOfTen[scale]
    var whole = value.magnitude / unit
    var fraction = value.magnitude % unit
    var digits = scale
    if decimals < scale {
      let dropped = CSVWriter.powersOfTen[scale - decimals]
      let carry: UInt64 = fraction % dropped >= dropped / 2 ? 1 : 0
      fraction = fraction / dropped + carry
      digits = decimals
      if fraction == CSVWriter.powersOfTen[decimals] {
        whole += 1
        fraction = 0
      }
    }
    beginField(reserving: 22 + decimals)
    if value < 0 && (whole != 0 || fraction != 0) {
      storage[used] = UInt8(ascii: "-")
      used += 1
    }
    write(whole, digits: CSVWriter.digitCount(whole))
    guard decimals > 0 else { return }
    storage[used] = UInt8(ascii: ".")
    used += 1
    write(fraction, digits: digits)
    for _ in digits..<decimals {
      storage[used] = UInt8(ascii: "0")
      used += 1
    }
  }

  /// Writes the last `digits` digits of `value`, with leading zeros.
  @inline(__always)
  private mutating func write(_ value: UInt64, digits: Int) {
    var rest = value
    var end = used + digits
    let start = used
    used = end
    storage.withUnsafeMutableBufferPointer { room in
      CSVWriter.digitPairs.withUnsafeBufferPointer { pairs in
        while end - start >= 2 {
          let pair = Int(truncatingIfNeeded: rest % 100) * 2
          rest /= 100
          room[end - 1] = pairs[pair + 1]
          room[end - 2] = pairs[pair]
          end -= 2
        }
        if end > start { room[start] = UInt8(truncatingIfNeeded: 48 + rest % 10) }
      }
    }
  }

  @inline(__always)
  private static func digitCount(_ value: UInt64) -> Int {
    if value < 10 { return 1 }
    if value < 100 { return 2 }
    // 1233 / 4096 is just above log10(2): the estimate is exact or one too low.
    let estimate = ((64 - value.leadingZeroBitCount) * 1233) >> 12
    if estimate > 18 { return value >= 10_000_000_000_000_000_000 ? 20 : 19 }
    return value >= powersOfTen[estimate] ? estimate + 1 : estimate
  }
}
