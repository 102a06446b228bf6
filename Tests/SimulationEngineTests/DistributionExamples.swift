import SimulationEngine

/// One or two distributions of every kind, by the names of their golden files.
enum DistributionExamples {
  static func all() throws -> [(name: String, law: Distribution)] {
    [
      ("constant", .constant(try ConstantDistribution(1.5))),
      ("uniform", .uniform(try UniformDistribution(low: 2, high: 7))),
      ("exponential", .exponential(try ExponentialDistribution(mean: 10))),
      ("normal", .normal(try NormalDistribution(mean: 5, standardDeviation: 2))),
      ("lognormal", .lognormal(try LognormalDistribution(median: 3, p99: 20))),
      ("weibull", .weibull(try WeibullDistribution(scale: 30, shape: 1.5))),
      ("gamma", .gamma(try GammaDistribution(shape: 0.7, scale: 3))),
      ("erlang", .gamma(try GammaDistribution.erlang(stages: 4, mean: 8))),
      ("pareto", .pareto(try ParetoDistribution(scale: 1, shape: 2.5))),
      ("triangular", .triangular(try TriangularDistribution(low: 1, mode: 2, high: 6))),
      (
        "empirical",
        .empirical(try EmpiricalDistribution([(4, 1), (1, 2), (9, 0.5), (16, 0.25)]))
      ),
      ("discrete", .discrete(try DiscreteDistribution([(1, 5), (2, 3), (10, 2)]))),
    ]
  }
}
