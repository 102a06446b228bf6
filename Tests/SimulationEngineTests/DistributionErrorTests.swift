import SimulationEngine
import Testing

struct DistributionErrorTests {
  static let cases: [(String, @Sendable () throws(DistributionError) -> Void)] = [
    (
      "constant: value must be finite, not nan",
      { () throws(DistributionError) in
        _ = try ConstantDistribution(.nan)
      }
    ),
    (
      "uniform: high must be at least low (3.0), not 2.0",
      { () throws(DistributionError) in
        _ = try UniformDistribution(low: 3, high: 2)
      }
    ),
    (
      "uniform: high - low must be finite, not inf",
      { () throws(DistributionError) in
        _ = try UniformDistribution(low: -1.7e308, high: 1.7e308)
      }
    ),
    (
      "exponential: mean must be positive and finite, not 0.0",
      { () throws(DistributionError) in
        _ = try ExponentialDistribution(mean: 0)
      }
    ),
    (
      "exponential: rate must be positive and finite, not -2.0",
      { () throws(DistributionError) in
        _ = try ExponentialDistribution(rate: -2)
      }
    ),
    (
      "normal: standardDeviation must be zero or positive, and finite, not -1.0",
      { () throws(DistributionError) in
        _ = try NormalDistribution(mean: 0, standardDeviation: -1)
      }
    ),
    (
      "lognormal: p99 must be at least the median (3.0), not 2.0",
      { () throws(DistributionError) in _ = try LognormalDistribution(median: 3, p99: 2) }
    ),
    (
      "lognormal: mean must be positive and finite, not inf",
      { () throws(DistributionError) in
        _ = try LognormalDistribution(mean: .infinity, standardDeviation: 1)
      }
    ),
    (
      "weibull: shape must be positive and finite, not 0.0",
      { () throws(DistributionError) in
        _ = try WeibullDistribution(scale: 1, shape: 0)
      }
    ),
    (
      "pareto: scale must be positive and finite, not -1.0",
      { () throws(DistributionError) in
        _ = try ParetoDistribution(scale: -1, shape: 1)
      }
    ),
    (
      "triangular: mode must be at least low (2.0), not 1.0",
      { () throws(DistributionError) in
        _ = try TriangularDistribution(low: 2, mode: 1, high: 3)
      }
    ),
    (
      "gamma: shape must be at most 1000000.0, not 2000000.0",
      { () throws(DistributionError) in
        _ = try GammaDistribution(shape: 2e6, scale: 1)
      }
    ),
    (
      "erlang: stages must be positive, not 0.0",
      { () throws(DistributionError) in
        _ = try GammaDistribution.erlang(stages: 0, mean: 1)
      }
    ),
    (
      "empirical: number of observations must be positive, not 0.0",
      { () throws(DistributionError) in _ = try EmpiricalDistribution([]) }
    ),
    (
      "discrete: weight must be zero or positive, and finite, not -1.0",
      { () throws(DistributionError) in _ = try DiscreteDistribution([(1, 1), (2, -1)]) }
    ),
    (
      "discrete: sum of weights must be positive and finite, not 0.0",
      { () throws(DistributionError) in _ = try DiscreteDistribution([(1, 0), (2, 0)]) }
    ),
  ]

  @Test(arguments: cases)
  func `a parameter that cannot be is named, with what it must be`(
    message: String, make: @Sendable () throws(DistributionError) -> Void
  ) {
    let error = #expect(throws: DistributionError.self) { try make() }
    #expect(error?.description == message)
  }
}
