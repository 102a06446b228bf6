extension ExactMath {
  /// The natural logarithm of `x`; -infinity at zero, not-a-number below.
  ///
  /// Computed to about 66 bits and rounded once, so it is the correctly rounded value but for about
  /// one argument in ten thousand, and then its neighbour.
  public static func log(_ x: Double) -> Double {
    guard x > 0 && x < .infinity else {
      return x == 0 ? -.infinity : x > 0 ? .infinity : .nan
    }
    let result = extendedLog(x)
    return result.high + result.low
  }

  /// The natural logarithm of `1 + x`, accurate also for small `x`; -infinity at -1.
  public static func log1p(_ x: Double) -> Double {
    guard x > -1 && x < .infinity else {
      return x == -1 ? -.infinity : x > 0 ? .infinity : .nan
    }
    if x.magnitude < 0x1p-54 { return x }
    let argument = DoubleDouble.sum(1, x)
    let main = extendedLog(argument.high)
    let rest = argument.low / argument.high
    let sum = DoubleDouble.sum(main.high, rest)
    return sum.high + (sum.low + (main.low - 0.5 * rest * rest))
  }

  /// The natural logarithm of a positive finite `x` with a relative error below 2^-65.
  ///
  /// `x = 2^k z` with `z` in [0.6875, 1.375); a table gives a factor `c` near `1/z`, and
  /// `ln x = k ln 2 - ln c + ln(1 + r)` with `r = z c - 1`, computed exactly (Tang, "Table-driven
  /// implementation of the logarithm function", ACM TOMS 16, 1990). The first two terms of
  /// `ln(1 + r)` are kept as sums of two doubles, the rest of the series as one.
  static func extendedLog(_ x: Double) -> DoubleDouble {
    var bits = x.bitPattern
    var exponentOffset: Int64 = 0
    if bits < 0x0010_0000_0000_0000 {
      bits = (x * 0x1p54).bitPattern
      exponentOffset = -54
    }
    let relative = Int64(bitPattern: bits &- 0x3FE6_0000_0000_0000)
    let interval = Int(truncatingIfNeeded: relative >> 45) & 127
    let exponent = relative >> 52
    let z = Double(bitPattern: bits &- UInt64(bitPattern: exponent << 52))
    let k = Double(exponent + exponentOffset)

    let c = LogTable.reciprocal[interval]
    // 32 and 21 significand bits: their products with the 16 bits of `c` are exact.
    let zHigh = Double(bitPattern: z.bitPattern & ~0x1F_FFFF)
    let r = DoubleDouble.sum(zHigh * c - 1, (z - zHigh) * c)

    let square = DoubleDouble.product(r.high, r.high)
    let table = k * LogTable.ln2High + LogTable.logHigh[interval]
    let first = DoubleDouble.sum(table, r.high)
    let second = DoubleDouble.sum(first.high, -0.5 * square.high)
    let corrections =
      (r.low - 0.5 * square.low - r.high * r.low)
      + (k * LogTable.ln2Low + LogTable.logLow[interval])
    let low = (first.low + second.low) + (corrections + logTail(r.high, square: square.high))
    return DoubleDouble.sum(second.high, low)
  }

  /// `ln(1 + r) - r + r^2/2` for |r| < 2^-6.9: the terms r^3/3 to r^12/12 of the series.
  private static func logTail(_ r: Double, square: Double) -> Double {
    var sum = -1.0 / 12
    sum = sum * r + 1.0 / 11
    sum = sum * r - 1.0 / 10
    sum = sum * r + 1.0 / 9
    sum = sum * r - 1.0 / 8
    sum = sum * r + 1.0 / 7
    sum = sum * r - 1.0 / 6
    sum = sum * r + 1.0 / 5
    sum = sum * r - 1.0 / 4
    sum = sum * r + 1.0 / 3
    return sum * r * square
  }
}
