import ClusterSimulation
import SimulationEngine

/// Whether an expectation of the scenario holds, and what was found.
package struct ExpectationResult: Hashable, Sendable, CustomStringConvertible {
  /// What was expected.
  package let expectation: Expectation
  /// What was found, in millionths of the unit; nil if nothing of the kind happened.
  package let actualMillionths: Int64?
  /// How many durations go on where one of them decides what was found, which is then a lower
  /// bound; else zero.
  package let openCount: Int

  init(_ expectation: Expectation, in summary: RunSummary, _ latencies: LatencyDistributions) {
    self.expectation = expectation
    if let figure = summary.figure(expectation.metric, of: expectation.subject.text) {
      actualMillionths = figure.value.millionths
      openCount = figure.openCount
    } else if let (value, openCount) = Self.latency(expectation, in: latencies) {
      actualMillionths = value
      self.openCount = openCount
    } else {
      actualMillionths = nil
      openCount = 0
    }
  }

  /// Whether the expectation holds. What did not happen holds nothing, and a lower bound neither:
  /// the true figure is not known.
  package var holds: Bool {
    guard let actual = actualMillionths, openCount == 0 else { return false }
    return switch expectation.comparison {
    case .atLeast: actual >= expectation.boundMillionths
    case .atMost: actual <= expectation.boundMillionths
    case .equals: actual == expectation.boundMillionths
    }
  }

  /// One sentence: `availability of service frontend: 0.987 < 0.99`.
  package var description: String {
    let words = expectation.subject.words
    let what = words.isEmpty ? expectation.metric : "\(expectation.metric) of \(words)"
    let bound = Ratio.shortText(expectation.boundMillionths)
    guard let actual = actualMillionths else {
      return "\(what): nothing to measure, expected \(expected) \(bound)"
    }
    let number = Ratio.shortText(actual)
    guard openCount == 0 else {
      let have = openCount == 1 ? "1 has" : "\(openCount) have"
      return "\(what): ≥ \(number), \(have) not ended, expected \(expected) \(bound)"
    }
    return "\(what): \(number) \(relation(of: actual)) \(bound)"
  }

  private var expected: String {
    switch expectation.comparison {
    case .atLeast: "at least"
    case .atMost: "at most"
    case .equals: "exactly"
    }
  }

  /// The sign between what was found and the bound, true in itself.
  private func relation(of actual: Int64) -> String {
    switch expectation.comparison {
    case .atLeast: actual >= expectation.boundMillionths ? ">=" : "<"
    case .atMost: actual <= expectation.boundMillionths ? "<=" : ">"
    case .equals: actual == expectation.boundMillionths ? "=" : "!="
    }
  }

  /// A figure of a stage in one group of pods, the rows of `latency.csv`, in millionths, and how
  /// many durations go on if it is a lower bound.
  private static func latency(
    _ expectation: Expectation, in latencies: LatencyDistributions
  ) -> (Int64, openCount: Int)? {
    let group = expectation.subject == .run ? "all" : expectation.subject.text
    for stage in LatencyStage.allCases {
      for figure in DurationDistribution.Figure.allCases
      where "\(stage.rawValue).\(figure.metric)" == expectation.metric {
        guard let distribution = latencies.distribution(stage, group: group) else { return nil }
        let value = distribution[figure]
        guard !figure.isCount else {
          return (SummaryFigure.Value.count(value).millionths, 0)
        }
        return (value, distribution.openCount(of: figure))
      }
    }
    return nil
  }
}
