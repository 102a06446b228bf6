import ClusterSimulation
import RunReports
import SimulationEngine
import StructuredText

/// What a sweep keeps of one run.
package struct SweepRun: Sendable {
  /// An expectation that did not hold.
  package struct Breach: Sendable {
    /// What was expected and found, in words.
    package let words: String
    /// How far the figure lies beyond its bound, in millionths; nil if nothing could be measured.
    package let distance: Int64?
  }

  /// The rows of the run's figures, as `runs.csv` has them.
  package let figures: [UInt8]
  /// The row of the run in `digests.csv`.
  package let digest: [UInt8]
  /// The expectations that do not hold.
  package let breaches: [Breach]

  /// The columns that say which run a row is about.
  static func columns(_ plan: SweepPlan) -> [String] {
    ["run", "scenario", "seed"] + plan.keys.map { "set.\($0)" }
  }

  /// The further columns of `digests.csv`.
  private static let digestColumns = ["digest", "unseed", "expectations_broken"]

  /// The first line of `runs.csv`.
  package static func figureHeader(_ plan: SweepPlan) -> [UInt8] {
    Array(CSVWriter(columns: columns(plan) + SummaryTable.columnNames).bytes)
  }

  /// The first line of `digests.csv`.
  package static func digestHeader(_ plan: SweepPlan) -> [UInt8] {
    Array(CSVWriter(columns: columns(plan) + digestColumns).bytes)
  }

  /// Runs `configuration`, which is run `run` of `plan`, from its start to its end.
  package static func result(
    of configuration: SimulationConfiguration, _ run: Int, of plan: SweepPlan
  ) -> Result<SweepRun, ExperimentRun.Failure> {
    ExperimentRun.report(of: configuration).map { report in
      SweepRun(report, configuration, run, plan)
    }
  }

  private init(
    _ report: RunReport, _ configuration: SimulationConfiguration, _ run: Int, _ plan: SweepPlan
  ) {
    func begin(_ table: inout CSVWriter) {
      table.append(String(run))
      table.append(configuration.name)
      table.append(String(plan.seed(of: run)))
      for value in plan.values(of: run) { table.append(value) }
    }
    var figures = CSVWriter(columns: Self.columns(plan) + SummaryTable.columnNames)
    figures.removeAll()
    for figure in report.summary.figures {
      begin(&figures)
      SummaryTable.append(figure, to: &figures)
      figures.endRow()
    }
    self.figures = Array(figures.bytes)
    breaches = report.expectations.filter { !$0.holds }.map { result in
      Breach(
        words: result.description,
        distance: result.actualMillionths.map {
          let distance = Int128($0) - Int128(result.expectation.boundMillionths)
          return Int64(clamping: distance.magnitude)
        })
    }
    var digest = CSVWriter(
      columns: Self.columns(plan) + Self.digestColumns)
    digest.removeAll()
    begin(&digest)
    digest.append(report.digest().text)
    digest.append(report.unseed)
    digest.append(String(breaches.count))
    digest.endRow()
    self.digest = Array(digest.bytes)
  }
}
