/// The bell curve. Its draws may be negative; as durations those become zero.
public struct NormalDistribution: ProbabilityDistribution {
  /// The expected value.
  public let mean: Double
  /// The square root of the variance.
  public let standardDeviation: Double

  /// Normal with a finite mean and a standard deviation that is not negative.
  public init(mean: Double, standardDeviation: Double) throws(DistributionError) {
    let check = ParameterCheck(distribution: "normal")
    try check.finite("mean", mean)
    try check.notNegative("standardDeviation", standardDeviation)
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// `mean + standardDeviation * z(p)`
  public func quantile(_ probability: Double) -> Double {
    let z = ExactMath.normalQuantile(probability)
    return standardDeviation == 0 ? mean : mean + standardDeviation * z
  }
}
