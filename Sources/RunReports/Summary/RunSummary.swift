/// The figures of a run, in a fixed order.
///
/// The definitions stand where the figures are worked out, in the files of this folder. A figure
/// that has no value, because nothing of the kind happened, is left out.
package struct RunSummary: Sendable {
  /// The figures in the order of the report.
  package private(set) var figures: [SummaryFigure] = []
  /// What is not given although someone may look for it, one line each.
  package internal(set) var warnings: [String] = []
  private var rows: [String: Int] = [:]

  init(_ run: RunAnalysis) {
    addRun(run.source)
    if let asked = run.source.configuration.measuring, asked.from >= run.source.end {
      warnings.append(
        "nothing was measured: the run ended at \(run.source.end.secondsText(decimals: 3))s, and "
          + "the measuring window begins at \(asked.from.secondsText(decimals: 3))s")
    }
    if let work = run.source.recording.whatIsLeft, !run.source.recording.isIncomplete {
      warnings.append(
        "the run had not settled at its limit of \(run.source.end.secondsText(decimals: 0))s: "
          + work)
    }
    addPods(run.source)
    addUtilization(run.source)
    addImbalance(run.source)
    addPacking(run.source)
    addLatencies(run.latencies)
    addScheduler(run.source)
    addJobs(run.source)
    addFailures(run)
    addWorkloads(run.source)
    addServices(run.source)
    addCost(run.source)
  }

  /// The figure `metric` of `subject`; nil where there is none.
  package func figure(_ metric: String, of subject: String = "") -> SummaryFigure? {
    rows[subject.isEmpty ? metric : "\(metric){\(subject)}"].map { figures[$0] }
  }

  mutating func add(
    _ metric: String, of subject: String = "", _ value: SummaryFigure.Value, _ unit: String,
    openCount: Int = 0
  ) {
    let figure = SummaryFigure(
      metric: metric, subject: subject, value: value, unit: unit, openCount: openCount)
    rows[figure.name] = figures.count
    figures.append(figure)
  }

  /// Adds a count.
  mutating func count(_ metric: String, of subject: String = "", _ count: Int, _ unit: String) {
    add(metric, of: subject, .count(Int64(count)), unit)
  }

  /// Adds microseconds as seconds, where there are any; of which `openCount` durations that go on
  /// make a lower bound.
  mutating func seconds(
    _ metric: String, of subject: String = "", _ microseconds: Int64?, openCount: Int = 0
  ) {
    guard let microseconds else { return }
    add(metric, of: subject, .millionths(microseconds), "seconds", openCount: openCount)
  }

  /// Adds figures of durations, `<name>.p99_seconds` and so on.
  mutating func durations(
    _ name: String, _ distribution: DurationDistribution, _ figures: [DurationDistribution.Figure]
  ) {
    for figure in figures {
      let metric = "\(name).\(figure.metric)"
      if figure.isCount {
        count(metric, Int(distribution[figure]), "pods")
      } else {
        seconds(metric, distribution[figure], openCount: distribution.openCount(of: figure))
      }
    }
  }

  /// Adds a share in millionths, where there is one.
  mutating func ratio(_ metric: String, of subject: String = "", _ millionths: Int64?) {
    guard let millionths else { return }
    add(metric, of: subject, .millionths(millionths), "ratio")
  }
}
