/// One of a few values, each with its weight; nothing between them.
public struct DiscreteDistribution: ProbabilityDistribution {
  /// The values in ascending order.
  public let values: ContiguousArray<Double>
  /// The expected value.
  public let mean: Double
  private let weights: CumulativeWeights

  /// Values with weights that need not add up to 1; at least one, all finite, no weight negative.
  public init(
    _ outcomes: [(value: Double, weight: Double)]
  ) throws(DistributionError) {
    let check = ParameterCheck(distribution: "discrete")
    try check.require(!outcomes.isEmpty, "number of values", "must be positive", 0)
    for outcome in outcomes { try check.finite("value", outcome.value) }
    try CumulativeWeights.check(outcomes.lazy.map(\.weight), check)
    let sorted = sortedByValue(outcomes)
    values = ContiguousArray(sorted.map(\.value))
    weights = CumulativeWeights(sorted.map(\.weight))
    var mean = 0.0
    for outcome in sorted { mean += outcome.value * (outcome.weight / weights.total) }
    self.mean = mean
  }

  /// The least value that is not exceeded with the given probability.
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    return values[weights.index(atShare: probability)]
  }
}

/// Sorts weighted values by value; equal ones stay in the order given.
func sortedByValue(
  _ points: [(value: Double, weight: Double)]
) -> [(value: Double, weight: Double)] {
  points.indices
    .sorted { (points[$0].value, $0) < (points[$1].value, $1) }
    .map { points[$0] }
}
