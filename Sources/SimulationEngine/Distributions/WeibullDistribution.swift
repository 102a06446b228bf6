/// Lifetimes whose failure rate falls (shape below 1), stays (1) or grows (above 1) with age.
public struct WeibullDistribution: ProbabilityDistribution {
  /// The 63.2nd percentile, 1 - 1/e.
  public let scale: Double
  /// How the failure rate changes with age.
  public let shape: Double

  /// Weibull with a positive scale and shape.
  public init(scale: Double, shape: Double) throws(DistributionError) {
    let check = ParameterCheck(distribution: "weibull")
    try check.positive("scale", scale)
    try check.positive("shape", shape)
    self.scale = scale
    self.shape = shape
  }

  /// `scale * Γ(1 + 1 / shape)`
  public var mean: Double { scale * ExactMath.gamma(1 + 1 / shape) }

  /// `scale * (-ln(1 - p))^(1 / shape)`
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    return scale * ExactMath.pow(-ExactMath.log1p(-probability), 1 / shape)
  }
}
