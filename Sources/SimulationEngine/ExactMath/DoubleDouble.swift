/// An unevaluated sum of two doubles, about 106 bits: what the last bit of a logarithm needs.
///
/// The operations are error-free transformations (Dekker, Numer. Math. 18, 1971; Knuth, The Art of
/// Computer Programming 2, 4.2.2), exact as long as nothing overflows and no multiplication is
/// fused with an addition. Swift never fuses them by itself.
struct DoubleDouble {
  var high: Double
  var low: Double

  init(_ high: Double, _ low: Double = 0) {
    self.high = high
    self.low = low
  }

  /// `a + b`, exactly.
  static func sum(_ a: Double, _ b: Double) -> DoubleDouble {
    let high = a + b
    let bPart = high - a
    return DoubleDouble(high, (a - (high - bPart)) + (b - bPart))
  }

  /// `a * b`, exactly, for factors below 2^996 whose product does not underflow.
  static func product(_ a: Double, _ b: Double) -> DoubleDouble {
    let high = a * b
    let (aHigh, aLow) = split(a)
    let (bHigh, bLow) = split(b)
    let low = ((aHigh * bHigh - high) + aHigh * bLow + aLow * bHigh) + aLow * bLow
    return DoubleDouble(high, low)
  }

  /// `value` as the sum of two doubles of at most 26 significant bits.
  private static func split(_ value: Double) -> (high: Double, low: Double) {
    let scaled = value * 134_217_729  // 2^27 + 1
    let high = scaled - (scaled - value)
    return (high, value - high)
  }
}
