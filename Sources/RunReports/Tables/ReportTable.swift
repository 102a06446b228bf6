/// A CSV file of the report: one file of the code each.
protocol ReportTable: Sendable {
  /// The name of the file.
  static var fileName: String { get }
  /// The names of the columns.
  static var columns: [String] { get }
  /// Writes every row, in order of time where rows have one.
  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError)
}
