extension GammaDistribution {
  /// Draws a value by rejection (Marsaglia and Tsang, "A simple method for generating gamma
  /// variables", ACM TOMS 26, 2000), where inversion would be slow.
  ///
  /// Takes two uniform draws a trial, about 1.05 trials a value, and one draw more for shapes below
  /// 1, where a draw of shape + 1 is scaled by `u^(1 / shape)`.
  public func sample(using random: inout RandomStream) -> Double {
    guard shape < 1 else { return scale * Self.standardSample(shape: shape, using: &random) }
    let boosted = Self.standardSample(shape: shape + 1, using: &random)
    let factor = ExactMath.exp(ExactMath.log(random.openUnitInterval()) / shape)
    return scale * (boosted * factor)
  }

  /// A draw of scale 1 for a shape of at least 1.
  private static func standardSample(
    shape: Double, using random: inout RandomStream
  ) -> Double {
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let z = ExactMath.normalQuantile(random.openUnitInterval())
      let u = random.openUnitInterval()
      let root = 1 + c * z
      guard root > 0 else { continue }
      let v = root * root * root
      let square = z * z
      if u < 1 - 0.0331 * square * square { return d * v }
      if ExactMath.log(u) < 0.5 * square + d * (1 - v + ExactMath.log(v)) { return d * v }
    }
  }
}
