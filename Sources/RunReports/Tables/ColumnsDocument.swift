import StructuredText

/// What stands in each column of each file, for programs: `columns.json`, and `load.sql`, which
/// loads a report into DuckDB.
///
/// Types are fixed: a column in which nothing stands has the type that it has in other runs.
enum ColumnsDocument {
  static let fileName = "columns.json"
  static let loadFileName = "load.sql"

  /// A file with its columns.
  struct File: Sendable {
    let name: String
    let meaning: String
    let columns: [ReportColumn]
  }

  /// The files that a report can have; `decisions.csv` stands in those alone that ask for it.
  static let files = files(of: ReportTables.all)

  private static func files(of tables: [any ReportTable.Type]) -> [File] {
    tables.map { File(name: $0.fileName, meaning: $0.meaning, columns: $0.columns) }
      + [
        File(
          name: SummaryTable.fileName, meaning: SummaryTable.meaning, columns: SummaryTable.columns)
      ]
  }

  /// The files that the report of `run` has.
  private static func files(of run: RunAnalysis) -> [File] {
    files(of: ReportTables.tables(of: run))
  }

  /// `columns.json`.
  static func bytes(of run: RunAnalysis) -> [UInt8] {
    let document: SyntaxValue = [
      "types": .string(
        "An empty field is absent. DuckDB: read_csv with the types in duckdb, as load.sql does. "
          + "pandas: read_csv(file, dtype={name: pandas, ...}, keep_default_na=False, "
          + "na_values={name: [''] for every column}). A wide integer is a sum that 64 bits may "
          + "not hold; pandas has it as a float, which is exact up to 2^53."),
      "files": .mapping(files(of: run).map { .init($0.name, Self.file($0)) }),
      "metrics": .sequence(MetricTable.all.map(metric)),
    ]
    return JSONEmitter.bytes(of: document, layout: .indented) + Array("\n".utf8)
  }

  private static func metric(_ metric: MetricDefinition) -> SyntaxValue {
    [
      "metric": .string(metric.name), "resources": .boolean(metric.hasResource),
      "statistics": .sequence(metric.statistics.map { .string($0) }),
      "unit": .string(metric.unit), "meaning": .string(metric.meaning),
    ]
  }

  private static func file(_ file: File) -> SyntaxValue {
    ["meaning": .string(file.meaning), "columns": .sequence(file.columns.map(column))]
  }

  private static func column(_ column: ReportColumn) -> SyntaxValue {
    [
      "name": .string(column.name), "type": .string(column.kind.rawValue),
      "unit": .string(column.unit), "duckdb": .string(column.kind.duckDB),
      "pandas": .string(column.kind.pandas), "meaning": .string(column.meaning),
    ]
  }

  /// `load.sql`: a table for each file.
  static func loadScript(of run: RunAnalysis) -> [UInt8] {
    let head =
      "-- Loads a report into DuckDB, with fixed types: duckdb -init load.sql, in its folder.\n"
    return Array((head + files(of: run).map(load).joined()).utf8)
  }

  private static func load(_ file: File) -> String {
    let table = file.name.prefix { $0 != "." }
    let columns = file.columns.map { "  '\($0.name)': '\($0.kind.duckDB)'" }
    return """

      CREATE OR REPLACE TABLE \(table) AS
      SELECT * FROM read_csv('\(file.name)', header = true, auto_detect = false, delim = ',',
        quote = '"', escape = '"', nullstr = '', columns = {
      \(columns.joined(separator: ",\n"))
      });

      """
  }
}
