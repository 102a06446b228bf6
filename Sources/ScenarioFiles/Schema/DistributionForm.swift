import SimulationEngine

/// One way to write a distribution: its name and its parameters.
struct DistributionForm: Sendable {
  /// What a parameter is.
  enum Kind: Sendable {
    /// A span of time, taken in seconds.
    case time
    /// A plain number.
    case number
    /// Events in a span of time, taken in events a second.
    case rate
  }

  /// The distribution's name.
  let name: String
  /// The parameters, in the order in which `make` takes them.
  let parameters: [(name: String, kind: Kind)]
  /// What the distribution is good for.
  let documentation: String
  /// The distribution of the parameters' values.
  let make: @Sendable ([Double]) throws(DistributionError) -> Distribution

  /// Every form; a name may have several.
  static let all: [DistributionForm] = symmetric + positive + heavy

  private static let symmetric = [
    DistributionForm(
      name: "uniform", parameters: [("low", .time), ("high", .time)],
      documentation: "Any value between two bounds, each as likely."
    ) { values throws(DistributionError) in
      .uniform(try UniformDistribution(low: values[0], high: values[1]))
    },
    DistributionForm(
      name: "normal", parameters: [("mean", .time), ("standardDeviation", .time)],
      documentation: "The bell curve; a negative draw becomes zero."
    ) { values throws(DistributionError) in
      .normal(try NormalDistribution(mean: values[0], standardDeviation: values[1]))
    },
    DistributionForm(
      name: "triangular", parameters: [("low", .time), ("mode", .time), ("high", .time)],
      documentation: "Known by a least, a likeliest and a greatest value."
    ) { values throws(DistributionError) in
      .triangular(try TriangularDistribution(low: values[0], mode: values[1], high: values[2]))
    },
  ]

  private static let positive = [
    DistributionForm(
      name: "exponential", parameters: [("mean", .time)],
      documentation: "The time to the next of events that come independently."
    ) { values throws(DistributionError) in
      .exponential(try ExponentialDistribution(mean: values[0]))
    },
    DistributionForm(
      name: "exponential", parameters: [("rate", .rate)],
      documentation: "The same by the events in a span of time."
    ) { values throws(DistributionError) in
      .exponential(try ExponentialDistribution(rate: values[0]))
    },
    DistributionForm(
      name: "weibull", parameters: [("scale", .time), ("shape", .number)],
      documentation: "Lifetimes whose failure rate falls (shape below 1) or grows (above 1)."
    ) { values throws(DistributionError) in
      .weibull(try WeibullDistribution(scale: values[0], shape: values[1]))
    },
    DistributionForm(
      name: "gamma", parameters: [("shape", .number), ("scale", .time)],
      documentation: "Sums of stages."
    ) { values throws(DistributionError) in
      .gamma(try GammaDistribution(shape: values[0], scale: values[1]))
    },
    DistributionForm(
      name: "gamma", parameters: [("shape", .number), ("mean", .time)],
      documentation: "The same by the mean of the whole."
    ) { values throws(DistributionError) in
      .gamma(try GammaDistribution(shape: values[0], mean: values[1]))
    },
    DistributionForm(
      name: "erlang", parameters: [("stages", .number), ("mean", .time)],
      documentation: "A whole number of exponential stages."
    ) { values throws(DistributionError) in
      .gamma(try GammaDistribution.erlang(stages: Int(clamping: values[0]), mean: values[1]))
    },
  ]

  private static let heavy = [
    DistributionForm(
      name: "lognormal", parameters: [("median", .time), ("p99", .time)],
      documentation: "What many small factors make, such as latencies."
    ) { values throws(DistributionError) in
      .lognormal(try LognormalDistribution(median: values[0], p99: values[1]))
    },
    DistributionForm(
      name: "lognormal", parameters: [("mean", .time), ("standardDeviation", .time)],
      documentation: "The same by the moments."
    ) { values throws(DistributionError) in
      .lognormal(try LognormalDistribution(mean: values[0], standardDeviation: values[1]))
    },
    DistributionForm(
      name: "lognormal", parameters: [("logMean", .number), ("logStandardDeviation", .number)],
      documentation: "The same by the moments of the logarithm of the seconds."
    ) { values throws(DistributionError) in
      .lognormal(try LognormalDistribution(logMean: values[0], logStandardDeviation: values[1]))
    },
    DistributionForm(
      name: "pareto", parameters: [("scale", .time), ("shape", .number)],
      documentation: "Heavy tails, from a least value on."
    ) { values throws(DistributionError) in
      .pareto(try ParetoDistribution(scale: values[0], shape: values[1]))
    },
  ]

  /// The names of the forms and of the distributions that are lists or single values.
  static let names: [String] = {
    var names = ["constant"]
    for form in all where !names.contains(form.name) { names.append(form.name) }
    return names + ["empirical", "discrete"]
  }()
}

extension Int {
  /// The whole part of `value`, at the ends of the range where it does not fit; 0 where it is not
  /// whole, which no parameter allows.
  fileprivate init(clamping value: Double) {
    if value >= 0x1p62 {
      self = .max
    } else {
      self = Int(exactly: value) ?? 0
    }
  }
}
