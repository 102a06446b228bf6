/// A CSV file of the report: one file of the code each.
protocol ReportTable: Sendable {
  /// The name of the file.
  static var fileName: String { get }
  /// What a row of the file is.
  static var meaning: String { get }
  /// The columns in their order. New ones come behind those that stand, which keep their names.
  static var columns: [ReportColumn] { get }
  /// Whether the report of `run` has the file; unless said, it has.
  static func isPart(of run: RunAnalysis) -> Bool
  /// Writes every row, in order of time where rows have one.
  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError)
}

extension ReportTable {
  static func isPart(of run: RunAnalysis) -> Bool { true }
}
