extension ExactMath {
  /// e to the power of `x`, within 0.52 units in the last place (1 where the result is subnormal).
  public static func exp(_ x: Double) -> Double { exp(DoubleDouble(x)) }

  /// `base` to the power of `exponent`, within 0.6 units in the last place; not-a-number for a
  /// negative base, whatever the exponent.
  public static func pow(_ base: Double, _ exponent: Double) -> Double {
    if exponent == 0 || base == 1 { return 1 }
    guard base > 0 && base < .infinity && exponent.isFinite else {
      return specialPower(base, exponent)
    }
    let logarithm = extendedLog(base)
    // Beyond this the result is 0 or infinity; below, the exponent is small enough to be split.
    let estimate = logarithm.high * exponent
    guard estimate.magnitude < 1_000 else { return estimate > 0 ? .infinity : 0 }
    let product = DoubleDouble.product(logarithm.high, exponent)
    return exp(DoubleDouble(product.high, product.low + logarithm.low * exponent))
  }

  /// Powers with a base or an exponent that is zero, infinite, negative or not a number.
  private static func specialPower(_ base: Double, _ exponent: Double) -> Double {
    if base.isNaN || exponent.isNaN || base < 0 { return .nan }
    let grows = (base > 1) == (exponent > 0)
    return grows ? .infinity : 0
  }

  /// e to the power of `x.high + x.low`, where `x.low` is small.
  ///
  /// `x = (64 k + j) ln 2 / 64 + r`, hence `2^k * 2^(j/64) * e^r` with a table of 2^(j/64) (Tang,
  /// "Table-driven implementation of the exponential function", ACM TOMS 15, 1989).
  private static func exp(_ x: DoubleDouble) -> Double {
    guard x.high < 709.79 else { return x.high.isNaN ? .nan : .infinity }
    guard x.high > -745.2 else { return x.high.isNaN ? .nan : 0 }
    let scaled = x.high * ExpTable.stepsPerUnit
    let step = Int64(scaled < 0 ? scaled - 0.5 : scaled + 0.5)
    let n = Double(step)
    let r = DoubleDouble.sum(x.high - n * ExpTable.stepHigh, -(n * ExpTable.stepLow))
    let rest = r.low + x.low

    var series = 1.0 / 5_040
    series = series * r.high + 1.0 / 720
    series = series * r.high + 1.0 / 120
    series = series * r.high + 1.0 / 24
    series = series * r.high + 1.0 / 6
    series = series * r.high + 0.5
    let growth = r.high + (rest + r.high * r.high * series)

    let interval = Int(step & 63)
    let power = ExpTable.powerHigh[interval]
    let significand = power + (ExpTable.powerLow[interval] + power * growth)
    return scale(significand, byPowerOfTwo: Int(step >> 6))
  }

  /// `value * 2^exponent` for a value near 1 and an exponent from -1076 to 1024.
  private static func scale(_ value: Double, byPowerOfTwo exponent: Int) -> Double {
    func power(_ exponent: Int) -> Double {
      Double(bitPattern: UInt64(exponent + 1_023) << 52)
    }
    if exponent > 1_023 { return value * 2 * power(exponent - 1) }
    if exponent < -1_022 { return value * power(exponent + 54) * 0x1p-54 }
    return value * power(exponent)
  }
}
