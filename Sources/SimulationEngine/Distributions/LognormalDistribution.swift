/// A quantity whose logarithm is normal: what many small factors make, such as latencies.
public struct LognormalDistribution: ProbabilityDistribution {
  /// The mean of the logarithm.
  public let logMean: Double
  /// The standard deviation of the logarithm.
  public let logStandardDeviation: Double

  /// Lognormal with the parameters of the logarithm (often called mu and sigma).
  public init(logMean: Double, logStandardDeviation: Double) throws(DistributionError) {
    let check = ParameterCheck(distribution: "lognormal")
    try check.finite("logMean", logMean)
    try check.notNegative("logStandardDeviation", logStandardDeviation)
    self.logMean = logMean
    self.logStandardDeviation = logStandardDeviation
  }

  /// Lognormal with a positive median and a 99th percentile no less than it.
  public init(median: Double, p99: Double) throws(DistributionError) {
    let check = ParameterCheck(distribution: "lognormal")
    try check.positive("median", median)
    try check.positive("p99", p99)
    try check.require(p99 >= median, "p99", "must be at least the median (\(median))", p99)
    // Two logarithms: the ratio could overflow.
    let spread = ExactMath.log(p99) - ExactMath.log(median)
    logMean = ExactMath.log(median)
    logStandardDeviation = spread / ExactMath.normalQuantile(0.99)
  }

  /// Lognormal with a positive mean and a standard deviation, of the quantity itself, that is not
  /// negative.
  public init(mean: Double, standardDeviation: Double) throws(DistributionError) {
    let check = ParameterCheck(distribution: "lognormal")
    try check.positive("mean", mean)
    try check.notNegative("standardDeviation", standardDeviation)
    let variation = standardDeviation / mean
    try check.finite("standardDeviation / mean squared", variation * variation)
    let logVariance = ExactMath.log1p(variation * variation)
    logMean = ExactMath.log(mean) - logVariance / 2
    logStandardDeviation = logVariance.squareRoot()
  }

  /// `exp(mu + sigma^2 / 2)`
  public var mean: Double {
    ExactMath.exp(logMean + logStandardDeviation * logStandardDeviation / 2)
  }

  /// `exp(mu + sigma z(p))`
  public func quantile(_ probability: Double) -> Double {
    let z = ExactMath.normalQuantile(probability)
    return ExactMath.exp(logStandardDeviation == 0 ? logMean : logMean + logStandardDeviation * z)
  }
}
