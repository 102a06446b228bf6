/// The figures of a run, in a fixed order.
///
/// The definitions stand where the figures are worked out, in the files of this folder. A figure
/// that has no value, because nothing of the kind happened, is left out.
package struct RunSummary: Sendable {
  /// The figures in the order of the report.
  package private(set) var figures: [SummaryFigure] = []
  private var rows: [String: Int] = [:]

  init(_ run: RunAnalysis) {
    addRun(run.source)
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
    _ metric: String, of subject: String = "", _ value: SummaryFigure.Value, _ unit: String
  ) {
    let figure = SummaryFigure(metric: metric, subject: subject, value: value, unit: unit)
    rows[figure.name] = figures.count
    figures.append(figure)
  }

  /// Adds a count.
  mutating func count(_ metric: String, of subject: String = "", _ count: Int, _ unit: String) {
    add(metric, of: subject, .count(Int64(count)), unit)
  }

  /// Adds microseconds as seconds, where there are any.
  mutating func seconds(_ metric: String, of subject: String = "", _ microseconds: Int64?) {
    guard let microseconds else { return }
    add(metric, of: subject, .millionths(microseconds), "seconds")
  }

  /// Adds a share in millionths, where there is one.
  mutating func ratio(_ metric: String, of subject: String = "", _ millionths: Int64?) {
    guard let millionths else { return }
    add(metric, of: subject, .millionths(millionths), "ratio")
  }
}
