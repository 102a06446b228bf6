extension CSVWriter {
  /// Appends an integer.
  public mutating func append(integer value: Int64) {
    beginField(reserving: 20)
    let start = used
    used = storage.withUnsafeMutableBytes { room in
      DecimalText.write(value.magnitude, isNegative: value < 0, into: room, at: start)
    }
  }

  /// Appends `value` / 10^`scale` with exactly `decimals` digits after the point, halves rounded
  /// away from zero.
  ///
  /// Microseconds as seconds with three decimals: `append(scaled: 1_500_000, by: 6, decimals: 3)`
  /// writes `1.500`. What rounds to zero is written without a sign.
  /// - Precondition: `scale` and `decimals` are 0 to 18.
  public mutating func append(scaled value: Int64, by scale: Int, decimals: Int) {
    precondition((0...18).contains(scale) && (0...18).contains(decimals), "0 to 18 decimals")
    let unit = DecimalText.powersOfTen[scale]
    var whole = value.magnitude / unit
    var fraction = value.magnitude - whole * unit
    var digits = scale
    if decimals < scale {
      let dropped = DecimalText.powersOfTen[scale - decimals]
      let kept = fraction / dropped
      fraction = fraction - kept * dropped >= dropped / 2 ? kept + 1 : kept
      digits = decimals
      if fraction == DecimalText.powersOfTen[decimals] {
        whole += 1
        fraction = 0
      }
    }
    let isNegative = value < 0 && (whole != 0 || fraction != 0)
    beginField(reserving: 22 + decimals)
    let start = used
    used = storage.withUnsafeMutableBytes { room in
      var end = DecimalText.write(whole, isNegative: isNegative, into: room, at: start)
      guard decimals > 0 else { return end }
      room[end] = UInt8(ascii: ".")
      DecimalText.write(fraction, digits: digits, into: room, at: end + 1)
      end += 1 + digits
      for _ in digits..<decimals {
        room[end] = UInt8(ascii: "0")
        end += 1
      }
      return end
    }
  }
}

extension DecimalText {
  /// Powers of ten up to 10^18.
  static let powersOfTen: [UInt64] = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000,
    100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
    100_000_000_000_000_000, 1_000_000_000_000_000_000,
  ]

  /// Writes a number at `start`, in as many digits as it has; returns where it ends.
  @inline(__always)
  fileprivate static func write(
    _ magnitude: UInt64, isNegative: Bool, into room: UnsafeMutableRawBufferPointer, at start: Int
  ) -> Int {
    var first = start
    if isNegative {
      room[first] = UInt8(ascii: "-")
      first += 1
    }
    let digits = digitCount(magnitude)
    write(magnitude, digits: digits, into: room, at: first)
    return first + digits
  }

  /// Writes the last `digits` digits of `value` at `start`, with leading zeros.
  @inline(__always)
  fileprivate static func write(
    _ value: UInt64, digits: Int, into room: UnsafeMutableRawBufferPointer, at start: Int
  ) {
    var rest = value
    var offset = start + digits
    while offset > start {
      let quotient = rest / 10
      offset -= 1
      room[offset] = UInt8(truncatingIfNeeded: 48 &+ rest &- quotient &* 10)
      rest = quotient
    }
  }

  private static func digitCount(_ value: UInt64) -> Int {
    var count = 1
    var rest = value
    while true {
      if rest < 10 { return count }
      if rest < 100 { return count + 1 }
      if rest < 1_000 { return count + 2 }
      if rest < 10_000 { return count + 3 }
      rest /= 10_000
      count += 4
    }
  }
}
