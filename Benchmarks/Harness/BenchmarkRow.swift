/// One measured figure, and the baseline that stands beside it.
struct BenchmarkRow: Sendable {
  /// The name of the benchmark.
  let benchmark: String
  /// What varies between the rows of a benchmark: a size, an input, an algorithm.
  let scenario: String
  /// The figure itself, in `unit`.
  let figure: Double
  /// The unit of both figures, such as `ns/event` or `MB/s`.
  let unit: String
  /// The same figure of the thing that is compared with, measured in the same run.
  let baseline: Baseline?

  /// What a figure is compared with.
  struct Baseline: Sendable {
    /// What was measured: `memcpy`, `FoundationJSON`.
    let name: String
    /// Its figure, in the unit of the row.
    let figure: Double
  }

  /// A figure of the benchmark `subject`, beside the one of `baseline` if there is one.
  init<Subject: Benchmark>(
    _ subject: Subject.Type, case scenario: String, _ figure: Double, unit: String,
    baseline: Baseline? = nil
  ) {
    self.benchmark = Subject.name
    self.scenario = scenario
    self.figure = figure
    self.unit = unit
    self.baseline = baseline
  }

  /// The figure in terms of the baseline's; nil without a baseline, or beside one of zero.
  var ratio: Double? {
    guard let baseline, baseline.figure != 0 else { return nil }
    return figure / baseline.figure
  }
}
