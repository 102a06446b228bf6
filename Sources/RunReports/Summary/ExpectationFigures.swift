import ClusterSimulation
import SimulationEngine

/// The figures that expectations are about: those of the summary, the rows of `latency.csv`, and
/// what is counted of pods when the measuring window ends.
struct ExpectationFigures {
  private let summary: RunSummary
  private let run: RunAnalysis

  /// Whether what the scenario expects holds, in its order.
  ///
  /// Expectations with a window of their own are judged by the figures of that window, which are
  /// worked out once.
  static func results(_ run: RunAnalysis, _ summary: RunSummary) -> [ExpectationResult] {
    let whole = ExpectationFigures(run, summary)
    var known: [MeasuringWindow: ExpectationFigures?] = [:]
    return run.source.configuration.expectations.map { expectation in
      guard let window = expectation.window else { return whole.result(of: expectation) }
      let figures =
        known[window]
        ?? run.source.within(window).map {
          let part = RunAnalysis($0)
          return ExpectationFigures(part, RunSummary(part))
        }
      known[window] = .some(figures)
      return figures?.result(of: expectation) ?? ExpectationResult(expectation, [])
    }
  }

  init(_ run: RunAnalysis, _ summary: RunSummary) {
    self.run = run
    self.summary = summary
  }

  /// Whether `expectation` holds.
  func result(of expectation: Expectation) -> ExpectationResult {
    ExpectationResult(expectation, found(by: expectation))
  }

  private func found(by expectation: Expectation) -> [ExpectationResult.Found] {
    if let pods = expectation.pods { return PodPlacement(run).figures(of: pods) }
    guard expectation.subject.isPattern else {
      return one(expectation.metric, of: expectation.subject.text).map { [$0] } ?? []
    }
    return subjects(matching: expectation.subject, expectation.metric).compactMap { subject in
      var found = one(expectation.metric, of: subject)
      found?.name = subject.replacing("=", with: " ", maxReplacements: 1)
      return found
    }
  }

  private func one(_ metric: String, of subject: String) -> ExpectationResult.Found? {
    if let figure = summary.figure(metric, of: subject) {
      return ExpectationResult.Found(
        millionths: figure.value.millionths, openCount: figure.openCount)
    }
    return latency(metric, of: subject.isEmpty ? "all" : subject)
  }

  /// A figure of a stage in one group of pods; of lengths, how many durations go on where the
  /// figure is a lower bound.
  private func latency(_ metric: String, of group: String) -> ExpectationResult.Found? {
    guard let (stage, figure) = Self.stages[metric],
      let distribution = run.latencies.distribution(stage, group: group)
    else { return nil }
    let value = distribution[figure]
    guard !figure.isCount else {
      return ExpectationResult.Found(millionths: SummaryFigure.Value.count(value).millionths)
    }
    return ExpectationResult.Found(
      millionths: value, openCount: distribution.openCount(of: figure))
  }

  private static let stages: [String: (LatencyStage, DurationDistribution.Figure)] = {
    var stages: [String: (LatencyStage, DurationDistribution.Figure)] = [:]
    for stage in LatencyStage.allCases {
      for figure in DurationDistribution.Figure.allCases {
        stages["\(stage.rawValue).\(figure.metric)"] = (stage, figure)
      }
    }
    return stages
  }()

  /// The subjects of `metric` for which `pattern` stands, in the order of the report.
  private func subjects(matching pattern: Expectation.Subject, _ metric: String) -> [String] {
    guard let names = pattern.names,
      let kind = pattern.text.split(separator: "=", maxSplits: 1).first.map(String.init)
    else { return [] }
    var subjects = summary.figures.filter { $0.metric == metric }.map(\.subject)
    if let (stage, _) = Self.stages[metric] {
      subjects += run.latencies.entries.filter { $0.stage == stage }.map(\.group)
    }
    return subjects.filter { subject in
      let parts = subject.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, parts[0] == kind else { return false }
      guard let namespace = names.namespace else { return names.name.matches(parts[1]) }
      let path = parts[1].split(separator: "/", maxSplits: 1).map(String.init)
      return path.count == 2 && namespace.matches(path[0]) && names.name.matches(path[1])
    }
  }
}
