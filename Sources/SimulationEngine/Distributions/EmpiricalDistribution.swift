/// What was observed, with weights, and everything between.
///
/// The distribution function is a polygon through the observations in ascending order: the stretch
/// between two neighbours carries half the weight of each, evenly. With equal weights observation
/// `i` of `n` is the quantile `i / (n - 1)`, counted from 0 (Law, "Simulation Modeling and
/// Analysis", 6.2.4). For observations without anything between there is `DiscreteDistribution`.
public struct EmpiricalDistribution: ProbabilityDistribution {
  /// The observations in ascending order.
  public let observations: ContiguousArray<Double>
  /// The expected value.
  public let mean: Double
  /// Element `i` belongs to the stretch from observation `i` to `i + 1`.
  private let stretches: CumulativeWeights

  /// Observations with weights; at least one, all finite, no weight negative.
  public init(
    _ points: [(value: Double, weight: Double)]
  ) throws(DistributionError) {
    let check = ParameterCheck(distribution: "empirical")
    try check.require(!points.isEmpty, "number of observations", "must be positive", 0)
    for point in points { try check.finite("observation", point.value) }
    try CumulativeWeights.check(points.lazy.map(\.weight), check)
    var sorted = sortedByValue(points)
    if sorted.count == 1 { sorted.append(sorted[0]) }
    try check.finite("range", sorted[sorted.count - 1].value - sorted[0].value)
    observations = ContiguousArray(sorted.map(\.value))
    let masses = sorted.indices.dropLast().map { index in
      sorted[index].weight + sorted[index + 1].weight
    }
    stretches = CumulativeWeights(masses)
    try check.finite("sum of weights", stretches.total)
    var mean = 0.0
    for (index, mass) in masses.enumerated() {
      let middle = sorted[index].value / 2 + sorted[index + 1].value / 2
      mean += middle * (mass / stretches.total)
    }
    self.mean = mean
  }

  /// Observations that count alike; at least one, all finite.
  public init(observations: [Double]) throws(DistributionError) {
    try self.init(observations.map { (value: $0, weight: 1) })
  }

  /// The point of the polygon at the given probability.
  public func quantile(_ probability: Double) -> Double {
    requireProbability(probability)
    let index = stretches.index(atShare: probability)
    let before = index == 0 ? 0 : stretches.sums[index - 1]
    let mass = stretches.sums[index] - before
    let low = observations[index]
    let high = observations[index + 1]
    let share = min(max((probability * stretches.total - before) / mass, 0), 1)
    return min(low + (high - low) * share, high)
  }
}
