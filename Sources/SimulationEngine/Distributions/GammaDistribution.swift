/// Sums of exponential stages (Erlang, where the shape is whole), and all shapes between.
public struct GammaDistribution: ProbabilityDistribution {
  /// The largest shape: beyond, the quantiles would lose digits, and the value hardly varies.
  public static let largestShape = 1_000_000.0

  /// The number of stages.
  public let shape: Double
  /// The mean of a stage.
  public let scale: Double

  /// Gamma with a positive shape, at most `largestShape`, and a positive scale.
  public init(shape: Double, scale: Double) throws(DistributionError) {
    try self.init(shape: shape, scale: scale, distribution: "gamma")
  }

  /// Gamma with a positive shape, at most `largestShape`, and a positive mean.
  public init(shape: Double, mean: Double) throws(DistributionError) {
    try ParameterCheck(distribution: "gamma").positive("mean", mean)
    try self.init(shape: shape, scale: mean / shape, distribution: "gamma")
  }

  /// The sum of `stages` exponential stages with a positive mean in all.
  public static func erlang(stages: Int, mean: Double) throws(DistributionError) -> Self {
    let check = ParameterCheck(distribution: "erlang")
    try check.positive("mean", mean)
    try check.require(stages > 0, "stages", "must be positive", Double(stages))
    return try Self(
      shape: Double(stages), scale: mean / Double(stages), distribution: "erlang")
  }

  private init(shape: Double, scale: Double, distribution: String) throws(DistributionError) {
    let check = ParameterCheck(distribution: distribution)
    try check.positive("shape", shape)
    try check.require(
      shape <= Self.largestShape, "shape", "must be at most \(Self.largestShape)", shape)
    try check.positive("scale", scale)
    self.shape = shape
    self.scale = scale
  }

  /// `shape * scale`
  public var mean: Double { shape * scale }

  /// The root of the regularised incomplete gamma function, times `scale`; relative error about
  /// 10^-12.
  ///
  /// Newton's method on the logarithm of the smaller tail as a function of ln x, where it is
  /// concave and nearly straight, kept within a bracket by bisection.
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    if probability == 0 { return 0 }
    if probability == 1 { return .infinity }
    var logX = startingPoint(probability)
    var low = -1e300
    var high = 1e300
    for _ in 0..<200 {
      let x = ExactMath.exp(logX)
      guard x > 0 else { return 0 }
      let tails = ExactMath.incompleteGamma(shape: shape, x)
      let isBelow =
        probability < 0.5 ? tails.lower < probability : tails.upper > 1 - probability
      if isBelow { low = logX } else { high = logX }
      let step =
        probability < 0.5
        ? -tails.lower / tails.densityTimesX * (logRatio(tails.lower, probability))
        : tails.upper / tails.densityTimesX * (logRatio(tails.upper, 1 - probability))
      var following = logX + step
      if !(following > low && following < high) { following = bisected(low, high, from: logX) }
      if (following - logX).magnitude <= 0x1p-50 * max(1, logX.magnitude) {
        return scale * ExactMath.exp(following)
      }
      logX = following
    }
    return scale * ExactMath.exp(logX)
  }

  /// ln(a / b) for positive `a`, and a large negative number where `a` vanished.
  private func logRatio(_ a: Double, _ b: Double) -> Double {
    a > 0 ? ExactMath.log(a) - ExactMath.log(b) : -700
  }

  /// The middle of a bracket; where one end is still open, a stride beyond the point.
  private func bisected(_ low: Double, _ high: Double, from point: Double) -> Double {
    if low == -1e300 { return min(point, high) - 2 }
    if high == 1e300 { return max(point, low) + 2 }
    return low + (high - low) / 2
  }

  /// ln x of an approximate quantile: Wilson and Hilferty's cube (PNAS 17, 1931), or where that
  /// fails the leading term of the series, `P ≈ x^shape / Γ(shape + 1)`.
  private func startingPoint(_ probability: Double) -> Double {
    let variance = 1 / (9 * shape)
    let root =
      1 - variance + ExactMath.normalQuantile(probability) * variance.squareRoot()
    if root > 0.1 && shape > 0.1 { return ExactMath.log(shape * root * root * root) }
    // Near 1 the logarithm of the gamma function is, but for a square, -0.577… (Euler's constant)
    // times the distance, which a division by a small shape would otherwise drown in rounding.
    let logGamma =
      shape < 1e-8 ? -0.577_215_664_901_532_9 * shape : ExactMath.logGamma(shape + 1)
    return (ExactMath.log(probability) + logGamma) / shape
  }
}
