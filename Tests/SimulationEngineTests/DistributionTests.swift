import Foundation
import Testing

@testable import SimulationEngine

/// Mean and quantiles of each distribution against closed forms, written with the C library.
struct DistributionTests {
  static let probabilities = [0, 1e-9, 0.01, 0.25, 0.5, 0.75, 0.99, 0.999999, 1]

  static func expectClose(
    _ actual: Double, _ expected: Double, _ comment: Comment,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let isClose =
      actual == expected || (actual - expected).magnitude <= 1e-12 * expected.magnitude
    #expect(
      isClose, "\(comment): \(actual), expected \(expected)", sourceLocation: sourceLocation)
  }

  static func expectQuantiles(
    of law: some ProbabilityDistribution, mean: Double, _ closedForm: (Double) -> Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expectClose(law.mean, mean, "mean of \(law)", sourceLocation: sourceLocation)
    for probability in probabilities {
      expectClose(
        law.quantile(probability), closedForm(probability), "\(law) at \(probability)",
        sourceLocation: sourceLocation)
    }
  }

  @Test func `a constant is always the same`() throws {
    Self.expectQuantiles(of: try ConstantDistribution(2.5), mean: 2.5) { _ in 2.5 }
  }

  @Test func `a uniform quantile is linear`() throws {
    let law = try UniformDistribution(low: -1, high: 3)
    Self.expectQuantiles(of: law, mean: 1) { -1 + 4 * $0 }
  }

  @Test func `an exponential quantile is a logarithm`() throws {
    Self.expectQuantiles(of: try ExponentialDistribution(mean: 5), mean: 5) {
      -5 * Foundation.log1p(-$0)
    }
    #expect(try ExponentialDistribution(rate: 0.25) == ExponentialDistribution(mean: 4))
  }

  @Test func `a normal quantile is a shifted and scaled standard one`() throws {
    let law = try NormalDistribution(mean: 10, standardDeviation: 2)
    #expect(law.quantile(0.5) == 10 && law.mean == 10)
    for (x, value) in ReferenceValues.normalQuantile {
      Self.expectClose(law.quantile(x), 10 + 2 * value, "normal at \(x)")
    }
    let sure = try NormalDistribution(mean: 3, standardDeviation: 0)
    #expect(sure.quantile(0) == 3 && sure.quantile(1) == 3)
  }

  @Test func `a lognormal meets the median and the p99 it is made from`() throws {
    let law = try LognormalDistribution(median: 3, p99: 20)
    Self.expectClose(law.quantile(0.5), 3, "median")
    Self.expectClose(law.quantile(0.99), 20, "p99")
    let sigma = Foundation.log(20.0 / 3) / 2.326_347_874_040_840_8
    Self.expectClose(law.mean, 3 * Foundation.exp(sigma * sigma / 2), "mean")
    #expect(law.quantile(0) == 0 && law.quantile(1) == .infinity)
    let sure = try LognormalDistribution(median: 3, p99: 3)
    Self.expectClose(sure.quantile(0.2), 3, "a lognormal without spread")
  }

  @Test func `a lognormal meets the mean and the standard deviation it is made from`() throws {
    let law = try LognormalDistribution(mean: 8, standardDeviation: 6)
    Self.expectClose(law.mean, 8, "mean")
    let variance = Foundation.expm1(law.logStandardDeviation * law.logStandardDeviation) * 64
    Self.expectClose(variance, 36, "variance")
  }

  @Test func `a Weibull quantile is a power of an exponential one`() throws {
    let law = try WeibullDistribution(scale: 30, shape: 1.5)
    Self.expectQuantiles(of: law, mean: 30 * Foundation.tgamma(1 + 1 / 1.5)) {
      30 * Foundation.pow(-Foundation.log1p(-$0), 1 / 1.5)
    }
    let memoryless = try WeibullDistribution(scale: 5, shape: 1)
    Self.expectClose(memoryless.mean, 5, "a Weibull of shape 1 is exponential")
    #expect(try WeibullDistribution(scale: 1, shape: 0x1p-1030).mean == .infinity)
  }

  @Test func `a Pareto quantile is a power`() throws {
    Self.expectQuantiles(of: try ParetoDistribution(scale: 2, shape: 3), mean: 3) {
      2 * Foundation.exp(-Foundation.log1p(-$0) / 3)
    }
    #expect(try ParetoDistribution(scale: 2, shape: 1).mean == .infinity)
  }

  @Test func `a triangular quantile is a square root on either side of the mode`() throws {
    let law = try TriangularDistribution(low: 1, mode: 2, high: 5)
    Self.expectQuantiles(of: law, mean: 8 / 3.0) { p in
      p <= 0.25 ? 1 + (p * 4 * 1).squareRoot() : 5 - ((1 - p) * 4 * 3).squareRoot()
    }
    let point = try TriangularDistribution(low: 2, mode: 2, high: 2)
    #expect(point.quantile(0.3) == 2 && point.mean == 2)
    #expect(try TriangularDistribution(low: 0, mode: 0, high: 1).quantile(0) == 0)
    #expect(try TriangularDistribution(low: 0, mode: 1, high: 1).quantile(1) == 1)
  }

  @Test func `gamma quantiles meet their reference values`() throws {
    for (shape, probability, value) in ReferenceValues.gammaQuantile {
      let law = try GammaDistribution(shape: shape, scale: 2)
      // At a shape of a million the tail itself is known to 10^-10.
      let error = (law.quantile(probability) / (2 * value) - 1).magnitude
      #expect(error < 1e-12, "shape \(shape) at \(probability) is off by \(error)")
      #expect(law.mean == shape * 2)
    }
  }

  @Test func `a gamma quantile of shape 1 is exponential, and no probability is too small`() throws
  {
    let law = try GammaDistribution.erlang(stages: 1, mean: 5)
    Self.expectQuantiles(of: law, mean: 5) { -5 * Foundation.log1p(-$0) }
    for shape in [1e-300, 1e-5, 0.3, 3, 1e6] {
      let law = try GammaDistribution(shape: shape, scale: 1)
      var last = 0.0
      for probability in [5e-300, 1e-100, 1e-20, 0.1, 0.5, 0.9, 1 - 0x1p-53] {
        let value = law.quantile(probability)
        #expect(value >= last && value < .infinity, "shape \(shape) at \(probability): \(value)")
        last = value
      }
    }
  }

  @Test func `an empirical distribution is a polygon through its observations`() throws {
    let law = try EmpiricalDistribution(observations: [40, 10, 20, 30])
    Self.expectQuantiles(of: law, mean: 25) { 10 + 30 * $0 }
    let weighted = try EmpiricalDistribution([(0, 1), (10, 1), (20, 3)])
    // The stretches weigh (1 + 1) / 2 and (1 + 3) / 2: a third and two thirds.
    Self.expectClose(weighted.quantile(1 / 3.0), 10, "a vertex")
    Self.expectClose(weighted.quantile(2 / 3.0), 15, "a stretch's middle")
    Self.expectClose(weighted.mean, 5 / 3.0 + 10, "mean")
    #expect(weighted.quantile(0) == 0 && weighted.quantile(1) == 20)
    let single = try EmpiricalDistribution(observations: [7])
    #expect(single.mean == 7 && single.quantile(0.3) == 7)
  }

  @Test func `a discrete quantile is the least value that suffices`() throws {
    let law = try DiscreteDistribution([(5, 1), (1, 2), (3, 1), (9, 0), (0, 0)])
    let quantiles = [0, 0.25, 0.5, 0.500001, 0.75, 0.76, 1].map { law.quantile($0) }
    #expect(quantiles == [1, 1, 1, 3, 3, 5, 5])
    #expect(law.mean == 2.5)
  }
}
