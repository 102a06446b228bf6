import SimulationEngine

/// The difference of a figure between two scenarios, from pairs of runs under equal seeds.
///
/// All amounts are in millionths. Sums are integers, and the square root is exact, so equal runs
/// give equal intervals on every machine.
package struct PairedDifference: Hashable, Sendable {
  /// A 95 % interval.
  package struct Interval: Hashable, Sendable {
    package let low: Int64
    package let high: Int64

    /// Whether zero lies outside: the difference is not by chance.
    package var excludesZero: Bool { low > 0 || high < 0 }
  }

  /// The mean of the differences.
  package let mean: Int64
  /// By Student's t distribution; nil with fewer than two pairs.
  package let student: Interval?
  /// By the percentiles of means of resampled differences; nil with fewer than two pairs.
  package let bootstrap: Interval?

  /// How often the differences are drawn again.
  private static let resamples = 2000

  /// The difference from `differences`, of which there is at least one; `stream` draws the
  /// resamples.
  package init(_ differences: [Int64], stream: RandomStream) {
    mean = Self.mean(of: differences)
    guard differences.count > 1 else {
      (student, bootstrap) = (nil, nil)
      return
    }
    student = Self.student(differences, mean: mean)
    bootstrap = Self.bootstrap(differences, stream)
  }

  /// The mean, rounded half away from zero.
  package static func mean(of values: [Int64]) -> Int64 {
    let sum = values.reduce(Int128(0)) { $0 + Int128($1) }
    let count = Int128(values.count)
    let half = sum < 0 ? -count / 2 : count / 2
    return Int64(clamping: (sum + half) / count)
  }

  private static func student(_ values: [Int64], mean: Int64) -> Interval {
    let count = Double(values.count)
    // Around the rounded mean, from which the true one differs by half a millionth at most.
    let squares = values.reduce(0.0) { sum, value in
      let distance = Double(value) - Double(mean)
      return sum + distance * distance
    }
    let error = (squares / (count - 1) / count).squareRoot()
    let half = error * StudentQuantile.upper(degrees: values.count - 1)
    let bound = min(half.rounded(.up), 9e18)
    let width = Int64(bound)
    return Interval(
      low: mean.subtractingReportingOverflow(width).overflow ? .min : mean - width,
      high: mean.addingReportingOverflow(width).overflow ? .max : mean + width)
  }

  private static func bootstrap(_ values: [Int64], _ stream: RandomStream) -> Interval {
    if values.allSatisfy({ $0 == values[0] }) { return Interval(low: values[0], high: values[0]) }
    var stream = stream
    var means: [Int64] = []
    means.reserveCapacity(resamples)
    for _ in 0..<resamples {
      var sum = Int128(0)
      for _ in values.indices { sum += Int128(values[stream.index(below: values.count)]) }
      means.append(Int64(clamping: sum / Int128(values.count)))
    }
    means.sort()
    return Interval(low: means[resamples / 40 - 1], high: means[resamples - resamples / 40])
  }
}
