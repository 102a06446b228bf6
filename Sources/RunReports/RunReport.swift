import ClusterSimulation
import SimulationEngine
import StructuredText

/// Everything that is told about a run: its tables, its figures, and whether it kept what its
/// scenario expects.
///
/// Equal runs give equal bytes: every number is made from integers, and no order depends on hashes.
package struct RunReport {
  let run: RunAnalysis
  /// What was said between the run and a policy outside; nil without one.
  package var policy: PolicyRecord?
  /// Which program made the run, of what.
  package let identity: RunIdentity
  /// The figures of the run.
  package let summary: RunSummary
  /// What the scenario expects, in its order, and whether it holds.
  package let expectations: [ExpectationResult]

  /// The report of a run that has ended or was stopped. Complexity: O(pods + samples).
  package init(_ source: ReportSource, identity: RunIdentity) {
    run = RunAnalysis(source)
    self.identity = identity
    let summary = RunSummary(run)
    self.summary = summary
    expectations = ExpectationFigures.results(run, summary)
  }

  /// One more draw of the run's random streams: runs that end equal have an equal one.
  package var unseed: String { HexText.text(run.source.recording.unseed, digits: 16) }

  /// Whether everything that the scenario expects holds.
  package var keepsExpectations: Bool { expectations.allSatisfy(\.holds) }

  /// How often samples were taken, if that followed from the size of the run and is not the usual
  /// 10 s; empty else.
  package var samplePeriodInWords: String {
    let period = run.source.recording.samplePeriod
    guard period > run.source.configuration.samplePeriod else { return "" }
    return "every \(period.secondsText(decimals: 0)) s; reports.every sets another period"
  }

  /// What the figures are about, if that is not the whole run; empty else.
  package var windowInWords: String {
    guard run.source.configuration.measuring != nil else { return "" }
    let window = run.source.window
    return "from \(window.from.secondsText(decimals: 0)) s to "
      + "\(window.until.secondsText(decimals: 0)) s"
  }

  /// The digest of the tables: the line by which two runs can be compared. It formats every table,
  /// as writing the report does, which returns it.
  package func digest() -> RecordingDigest {
    let sink = DigestSink()
    do {
      for table in ReportTables.tables(of: run) { try write(table, to: sink) }
    } catch {
      preconditionFailure("a digest is not written anywhere")
    }
    return sink.digest
  }

  /// Writes every file of the report into `folder`: all or nothing.
  ///
  /// A folder that exists is replaced if it holds nothing but reports. Without `withPage`, the page
  /// `report.html` is left out.
  /// - Returns: what `digest()` says, taken while the tables were written.
  /// - Throws: `ReportWritingError` if a file cannot be written or the folder holds anything else.
  @discardableResult
  package func write(
    to folder: String, withPage: Bool = true
  ) throws(ReportWritingError) -> RecordingDigest {
    var digest = RecordingDigest()
    try ReportFolder.write(folder, fileNames: ReportTables.fileNames) {
      folder throws(ReportWritingError) in
      digest = try writeFiles(in: folder, withPage: withPage)
    }
    return digest
  }

  /// Writes every file of the report beside the decisions that were written while the run went on,
  /// and puts them all into their place: all or nothing.
  ///
  /// - Returns: what `digest()` says.
  /// - Throws: `ReportWritingError` as `write(to:)` does.
  @discardableResult
  package func write(
    with decisions: DecisionsFile, withPage: Bool = true
  ) throws(ReportWritingError) -> RecordingDigest {
    var digest = RecordingDigest()
    try decisions.finish { folder throws(ReportWritingError) in
      digest = try writeFiles(in: folder, withPage: withPage)
    }
    return digest
  }

  private func writeFiles(
    in folder: String, withPage: Bool
  ) throws(ReportWritingError) -> RecordingDigest {
    let sink = DigestSink()
    for table in ReportTables.tables(of: run) {
      let file = try OutputFile(creating: "\(folder)/\(table.fileName)")
      sink.next = file
      try write(table, to: sink)
      try file.close()
    }
    let digest = sink.digest.text
    try write(SummaryTable.text(of: summary), to: "\(folder)/\(SummaryTable.fileName)")
    let document = SummaryDocument.bytes(of: self, digest: digest)
    try write(document, to: "\(folder)/\(SummaryDocument.fileName)")
    try write(ColumnsDocument.bytes(of: run), to: "\(folder)/\(ColumnsDocument.fileName)")
    try write(ColumnsDocument.loadScript(of: run), to: "\(folder)/\(ColumnsDocument.loadFileName)")
    if let policy { try write(policy.transcript, to: "\(folder)/\(PolicyRecord.fileName)") }
    if withPage {
      let file = try OutputFile(creating: "\(folder)/\(RunPage.fileName)")
      try RunPage(self, digest: digest).write(to: file)
      try file.close()
    }
    return sink.digest
  }

  /// The bytes of one file of the report; nil if there is none of this name.
  package func bytes(of fileName: String) -> [UInt8]? {
    if fileName == SummaryTable.fileName {
      return SummaryTable.text(of: summary)
    }
    if fileName == ColumnsDocument.fileName { return ColumnsDocument.bytes(of: run) }
    if fileName == ColumnsDocument.loadFileName { return ColumnsDocument.loadScript(of: run) }
    if fileName == SummaryDocument.fileName {
      return SummaryDocument.bytes(of: self, digest: digest().text)
    }
    if fileName == RunPage.fileName { return page(digest: digest()) }
    let sink = MemorySink()
    guard let table = ReportTables.all.first(where: { $0.fileName == fileName }) else { return nil }
    do { try write(table, to: sink) } catch { preconditionFailure("memory does not refuse bytes") }
    return sink.bytes
  }

  /// The names of the files of a report, in the order in which they are written.
  package var fileNames: [String] {
    ReportTables.tables(of: run).map { $0.fileName } + [
      SummaryTable.fileName, SummaryDocument.fileName, ColumnsDocument.fileName,
      ColumnsDocument.loadFileName, RunPage.fileName,
    ]
  }

  private func write(
    _ table: any ReportTable.Type, to sink: any ByteSink
  ) throws(ReportWritingError) {
    var writer = TableWriter(columns: table.columns, to: sink)
    try table.write(run, to: &writer)
    try writer.flush()
  }

  private func write(_ bytes: [UInt8], to path: String) throws(ReportWritingError) {
    let file = try OutputFile(creating: path)
    try file.write(bytes[...])
    try file.close()
  }
}
