import ClusterSimulation
import SimulationEngine

/// Whether an expectation of the scenario holds, and what was found.
package struct ExpectationResult: Hashable, Sendable, CustomStringConvertible {
  /// What was expected.
  package let expectation: Expectation
  /// What was found, in millionths of the unit; nil if nothing of the kind happened.
  package let actualMillionths: Int64?

  init(_ expectation: Expectation, in summary: RunSummary, _ latencies: LatencyDistributions) {
    self.expectation = expectation
    let figure = summary.figure(expectation.metric, of: expectation.subject.text)
    actualMillionths =
      figure.map { $0.value.millionths } ?? Self.latency(expectation, in: latencies)
  }

  /// Whether the expectation holds. What did not happen holds nothing.
  package var holds: Bool {
    guard let actual = actualMillionths else { return false }
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
    return "\(what): \(Ratio.shortText(actual)) \(relation(of: actual)) \(bound)"
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

  /// A figure of a stage in one group of pods: the rows of `latency.csv`.
  private static func latency(
    _ expectation: Expectation, in latencies: LatencyDistributions
  ) -> Int64? {
    let group = expectation.subject == .run ? "all" : expectation.subject.text
    for stage in LatencyStage.allCases {
      for figure in DurationDistribution.Figure.allCases
      where metric(stage, figure) == expectation.metric {
        guard let distribution = latencies.distribution(stage, group: group) else { return nil }
        let value = distribution[figure]
        return figure == .count ? SummaryFigure.Value.count(value).millionths : value
      }
    }
    return nil
  }

  /// The name of a figure of a stage: `scheduling.p99_seconds`.
  static func metric(_ stage: LatencyStage, _ figure: DurationDistribution.Figure) -> String {
    let unit = figure == .count ? "" : "_seconds"
    return "\(stage.rawValue).\(figure.rawValue)\(unit)"
  }
}
