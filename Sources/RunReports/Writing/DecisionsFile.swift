import ClusterSimulation
import ClusterState

/// `decisions.csv`, which grows while a run goes on: every verdict and every score of every
/// scheduling attempt.
///
/// Rows go out a megabyte at a time into the folder that will become the report, so memory holds
/// one attempt whatever the length of the run. Nothing is seen at the report's place until the
/// report is written with them. The file is no part of the recording's digest: a run with it and
/// one without have equal ones.
package final class DecisionsFile {
  private var folder: ReportFolder
  private let file: OutputFile
  private var table: TableWriter
  private var isFinished = false

  /// Begins the file for the report that will lie at `path`.
  ///
  /// - Throws: `ReportWritingError` if it cannot be written, or if the folder at `path` holds what
  ///   is not a report.
  package init(forReportAt path: String) throws(ReportWritingError) {
    folder = try ReportFolder.begin(path, fileNames: ReportTables.fileNames)
    do {
      file = try OutputFile(creating: folder.path(of: DecisionRows.fileName))
    } catch {
      folder.abandon()
      throw folder.inWords(error)
    }
    table = TableWriter(columns: DecisionRows.columns, to: file)
  }

  deinit { if !isFinished { folder.abandon() } }

  /// Adds what was said in `attempt`, whose names `cluster` has.
  ///
  /// - Throws: `ReportWritingError` if it cannot be written.
  package func append(
    _ attempt: AttemptExplanation, _ cluster: ClusterState
  ) throws(ReportWritingError) {
    do {
      try DecisionRows.write(
        ExplanationNames(attempt: attempt, cluster: cluster), to: &table)
    } catch {
      throw folder.inWords(error)
    }
  }

  /// Ends the file, lets `body` write the others beside it and puts them into their place.
  func finish(
    _ body: (_ folder: String) throws(ReportWritingError) -> Void
  ) throws(ReportWritingError) {
    isFinished = true
    try folder.finish { folder throws(ReportWritingError) in
      try table.flush()
      try file.close()
      try body(folder)
    }
  }
}
