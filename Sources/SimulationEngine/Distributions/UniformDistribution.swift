/// Any value between two bounds, each as likely.
public struct UniformDistribution: ProbabilityDistribution {
  /// The least value.
  public let low: Double
  /// The greatest value.
  public let high: Double

  /// Uniform from `low` to `high`, both finite, with a finite distance that is not negative.
  public init(low: Double, high: Double) throws(DistributionError) {
    let check = ParameterCheck(distribution: "uniform")
    try check.finite("low", low)
    try check.finite("high", high)
    try check.require(low <= high, "high", "must be at least low (\(low))", high)
    try check.finite("high - low", high - low)
    self.low = low
    self.high = high
  }

  /// The middle.
  public var mean: Double { low + (high - low) / 2 }

  /// The value at that share of the way from `low` to `high`.
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    return min(low + (high - low) * probability, high)
  }
}
