import Foundation
import Testing

@testable import SimulationEngine

struct ExactMathTests {
  /// How many doubles `a` lies above `b`, in magnitude; zero for equal values and two infinities.
  static func unitsInLastPlace(_ a: Double, _ b: Double) -> UInt64 {
    func position(_ x: Double) -> Int64 {
      let bits = Int64(bitPattern: x.bitPattern)
      return bits < 0 ? Int64.min - bits : bits
    }
    if a.isNaN || b.isNaN { return a.isNaN && b.isNaN ? 0 : .max }
    return (position(a) - position(b)).magnitude
  }

  static func expectNear(
    _ actual: Double, _ expected: Double, units: UInt64, _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let distance = unitsInLastPlace(actual, expected)
    #expect(
      distance <= units, "\(name) = \(actual), expected \(expected)",
      sourceLocation: sourceLocation)
  }

  @Test func `logarithms of reference arguments are correctly rounded`() {
    for (x, value) in ReferenceValues.log {
      Self.expectNear(ExactMath.log(x), value, units: 0, "log \(x)")
    }
    for (x, value) in ReferenceValues.log1p {
      Self.expectNear(ExactMath.log1p(x), value, units: 0, "log1p \(x)")
    }
  }

  @Test func `logarithms of 1 to 200,000 are all correctly rounded`() {
    var digest: UInt64 = 0
    var differences = 0
    for number in 1...200_000 {
      let value = ExactMath.log(Double(number))
      digest = digest &* 6_364_136_223_846_793_005 &+ value.bitPattern
      let library = Foundation.log(Double(number))
      if library != value { differences += 1 }
      #expect(Self.unitsInLastPlace(value, library) <= 1)
    }
    // Computed with 200 bits and rounded to nearest.
    #expect(digest == 0xC9DC_7257_B194_289D)
    #expect(differences <= 400, "the C library differs for \(differences)")
  }

  @Test func `exponentials and powers of reference arguments are the nearest or its neighbour`() {
    for (x, value) in ReferenceValues.exp {
      Self.expectNear(ExactMath.exp(x), value, units: 1, "exp \(x)")
    }
    for (x, y, value) in ReferenceValues.pow {
      Self.expectNear(ExactMath.pow(x, y), value, units: 1, "\(x) to the \(y)")
    }
  }

  @Test func `random arguments agree with the C library but for the last bit`() {
    var random = RandomStream(seed: 1, name: "exact math")
    for _ in 0..<20_000 {
      let anyPositive = Double(bitPattern: random.bounded(0x7FF0_0000_0000_0000))
      Self.expectNear(
        ExactMath.log(anyPositive), Foundation.log(anyPositive), units: 1, "log \(anyPositive)")
      let nearOne = 0.5 + random.unitInterval()
      Self.expectNear(ExactMath.log(nearOne), Foundation.log(nearOne), units: 1, "log \(nearOne)")
      let exponent = (random.unitInterval() - 0.5) * 1_400
      Self.expectNear(
        ExactMath.exp(exponent), Foundation.exp(exponent), units: 1, "exp \(exponent)")
      let power = (random.unitInterval() - 0.5) * 200
      Self.expectNear(
        ExactMath.pow(nearOne, power), Foundation.pow(nearOne, power), units: 1,
        "\(nearOne) to the \(power)")
      let small = random.unitInterval() - 0.5
      Self.expectNear(ExactMath.log1p(small), Foundation.log1p(small), units: 1, "log1p \(small)")
    }
  }

  @Test func `the ends of the number line are as IEEE 754 has them`() {
    #expect(ExactMath.log(0) == -.infinity && ExactMath.log(.infinity) == .infinity)
    #expect(ExactMath.log(-1).isNaN && ExactMath.log(.nan).isNaN)
    #expect(ExactMath.log1p(-1) == -.infinity && ExactMath.log1p(-2).isNaN)
    #expect(ExactMath.exp(710) == .infinity && ExactMath.exp(.infinity) == .infinity)
    #expect(ExactMath.exp(-746) == 0 && ExactMath.exp(-.infinity) == 0)
    #expect(ExactMath.exp(.nan).isNaN)
    #expect(ExactMath.exp(0) == 1 && ExactMath.log(1) == 0)
    #expect(ExactMath.pow(0, 2) == 0 && ExactMath.pow(0, -2) == .infinity)
    #expect(ExactMath.pow(2, 2_000) == .infinity && ExactMath.pow(2, -2_000) == 0)
    #expect(ExactMath.pow(.infinity, -1) == 0 && ExactMath.pow(2, .infinity) == .infinity)
    #expect(ExactMath.pow(-8, 3).isNaN && ExactMath.pow(.nan, 0) == 1)
    #expect(ExactMath.pow(4, 0.5) == 2 && ExactMath.pow(10, 3) == 1_000)
  }

  @Test func `the gamma function and its logarithm meet their reference values`() {
    for (x, value) in ReferenceValues.logGamma {
      let error = (ExactMath.logGamma(x) - value).magnitude
      #expect(error <= 1e-14 * max(1, value.magnitude), "ln gamma \(x) is off by \(error)")
    }
    var factorial = 1.0
    for number in 1...20 {
      let error = (ExactMath.gamma(Double(number)) / factorial - 1).magnitude
      #expect(error < 1e-13, "gamma \(number) is off by \(error)")
      factorial *= Double(number)
    }
  }

  @Test func `normal quantiles meet their reference values to fifteen digits`() {
    for (x, value) in ReferenceValues.normalQuantile {
      let error = (ExactMath.normalQuantile(x) / value - 1).magnitude
      #expect(error < 1e-15, "the quantile of \(x) is off by \(error)")
    }
    #expect(ExactMath.normalQuantile(0.5) == 0)
    #expect(ExactMath.normalQuantile(0) == -.infinity)
    #expect(ExactMath.normalQuantile(1) == .infinity)
  }

  @Test func `the two tails of the gamma distribution add up, and match the Poisson sum`() {
    for shape in 1...30 {
      for x in [0.1, 1, 5, 20, 60] as [Double] {
        let tails = ExactMath.incompleteGamma(shape: Double(shape), x)
        var term = Foundation.exp(-x)
        var upper = 0.0
        for count in 0..<shape {
          upper += term
          term *= x / Double(count + 1)
        }
        #expect((tails.upper - upper).magnitude < 1e-14, "shape \(shape), x \(x)")
        #expect((tails.lower + tails.upper - 1).magnitude < 1e-15)
      }
    }
  }
}
