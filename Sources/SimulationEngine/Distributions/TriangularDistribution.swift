/// What is known as a least, a likeliest and a greatest value.
public struct TriangularDistribution: ProbabilityDistribution {
  /// The least value.
  public let low: Double
  /// The likeliest value.
  public let mode: Double
  /// The greatest value.
  public let high: Double

  /// Triangular over finite values with low ≤ mode ≤ high.
  public init(low: Double, mode: Double, high: Double) throws(DistributionError) {
    let check = ParameterCheck(distribution: "triangular")
    try check.finite("low", low)
    try check.finite("mode", mode)
    try check.finite("high", high)
    try check.require(low <= mode, "mode", "must be at least low (\(low))", mode)
    try check.require(mode <= high, "high", "must be at least the mode (\(mode))", high)
    try check.finite("high - low", high - low)
    self.low = low
    self.mode = mode
    self.high = high
  }

  /// A third of the sum of the three.
  public var mean: Double { low + ((mode - low) + (high - low)) / 3 }

  /// `low + √(p w (mode - low))` up to the mode, `high - √((1 - p) w (high - mode))` beyond, where
  /// `w = high - low`.
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    let width = high - low
    guard width > 0 else { return low }
    let rise = (mode - low) / width
    if probability <= rise {
      return min(low + width * (probability * rise).squareRoot(), mode)
    }
    let fall = (high - mode) / width
    return max(high - width * ((1 - probability) * fall).squareRoot(), mode)
  }
}
