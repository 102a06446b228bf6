/// Always one value.
public struct ConstantDistribution: ProbabilityDistribution {
  public let value: Double

  /// Always `value`, which must be finite.
  public init(_ value: Double) throws(DistributionError) {
    try ParameterCheck(distribution: "constant").finite("value", value)
    self.value = value
  }

  /// The value.
  public var mean: Double { value }

  /// The value, whatever the probability.
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    return value
  }

  /// The value; draws nothing from the stream.
  public func sample(using random: inout RandomStream) -> Double { value }
}
