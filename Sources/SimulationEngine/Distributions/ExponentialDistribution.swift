/// The time to the next event where events come independently at a constant rate.
public struct ExponentialDistribution: ProbabilityDistribution {
  /// The expected value, 1 / rate.
  public let mean: Double

  /// Exponential with a positive mean.
  public init(mean: Double) throws(DistributionError) {
    try ParameterCheck(distribution: "exponential").positive("mean", mean)
    self.mean = mean
  }

  /// Exponential with a positive rate, such as events a second.
  public init(rate: Double) throws(DistributionError) {
    let check = ParameterCheck(distribution: "exponential")
    try check.positive("rate", rate)
    try check.positive("1 / rate", 1 / rate)
    mean = 1 / rate
  }

  /// `-mean ln(1 - p)`
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    return mean * -ExactMath.log1p(-probability)
  }
}
