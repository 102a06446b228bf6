/// Any of the distributions, as a value that fits into a column.
public enum Distribution: ProbabilityDistribution {
  /// Always one value.
  case constant(ConstantDistribution)
  /// Between two bounds, evenly.
  case uniform(UniformDistribution)
  case exponential(ExponentialDistribution)
  /// The bell curve.
  case normal(NormalDistribution)
  /// The logarithm is normal.
  case lognormal(LognormalDistribution)
  case weibull(WeibullDistribution)
  /// Sums of exponential stages, Erlang included.
  case gamma(GammaDistribution)
  case pareto(ParetoDistribution)
  /// Least, likeliest, greatest.
  case triangular(TriangularDistribution)
  /// Observations and what lies between.
  case empirical(EmpiricalDistribution)
  /// One of a few values.
  case discrete(DiscreteDistribution)

  /// The expected value; infinity where it does not exist.
  public var mean: Double {
    switch self {
    case .constant(let law): law.mean
    case .uniform(let law): law.mean
    case .exponential(let law): law.mean
    case .normal(let law): law.mean
    case .lognormal(let law): law.mean
    case .weibull(let law): law.mean
    case .gamma(let law): law.mean
    case .pareto(let law): law.mean
    case .triangular(let law): law.mean
    case .empirical(let law): law.mean
    case .discrete(let law): law.mean
    }
  }

  /// The least value that is not exceeded with the given probability (0 to 1).
  public func quantile(_ probability: Double) -> Double {
    switch self {
    case .constant(let law): law.quantile(probability)
    case .uniform(let law): law.quantile(probability)
    case .exponential(let law): law.quantile(probability)
    case .normal(let law): law.quantile(probability)
    case .lognormal(let law): law.quantile(probability)
    case .weibull(let law): law.quantile(probability)
    case .gamma(let law): law.quantile(probability)
    case .pareto(let law): law.quantile(probability)
    case .triangular(let law): law.quantile(probability)
    case .empirical(let law): law.quantile(probability)
    case .discrete(let law): law.quantile(probability)
    }
  }

  /// Draws a value.
  public func sample(using random: inout RandomStream) -> Double {
    switch self {
    case .constant(let law): law.sample(using: &random)
    case .uniform(let law): law.sample(using: &random)
    case .exponential(let law): law.sample(using: &random)
    case .normal(let law): law.sample(using: &random)
    case .lognormal(let law): law.sample(using: &random)
    case .weibull(let law): law.sample(using: &random)
    case .gamma(let law): law.sample(using: &random)
    case .pareto(let law): law.sample(using: &random)
    case .triangular(let law): law.sample(using: &random)
    case .empirical(let law): law.sample(using: &random)
    case .discrete(let law): law.sample(using: &random)
    }
  }
}
