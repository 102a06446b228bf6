/// Heavy tails: the chance to exceed x falls as a power of x.
public struct ParetoDistribution: ProbabilityDistribution {
  /// The least value.
  public let scale: Double
  /// The power; the smaller, the heavier the tail.
  public let shape: Double

  /// Pareto (type I) with a positive least value and a positive shape.
  public init(scale: Double, shape: Double) throws(DistributionError) {
    let check = ParameterCheck(distribution: "pareto")
    try check.positive("scale", scale)
    try check.positive("shape", shape)
    self.scale = scale
    self.shape = shape
  }

  /// `scale * shape / (shape - 1)`; infinite for a shape of at most 1.
  public var mean: Double { shape > 1 ? scale * (shape / (shape - 1)) : .infinity }

  /// `scale * (1 - p)^(-1 / shape)`
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    return scale * ExactMath.exp(-ExactMath.log1p(-probability) / shape)
  }
}
