import Foundation

/// Rows as text: an aligned table for people, or CSV for programs.
struct BenchmarkReport: Sendable {
  /// Names of the columns, in order.
  static let columns = [
    "benchmark", "case", "figure", "unit", "baseline", "baseline_figure", "ratio",
  ]

  /// The columns that hold numbers: those are aligned at their right.
  private static let numeric: Set = [2, 5, 6]

  /// How wide the columns are at least, so that tables of one run line up.
  private static let minimumWidths = [12, 24, 12, 10, 20, 15, 7]

  /// The head of the table.
  static var tableHeader: String { line(columns) }

  /// `row` as a line of the table.
  static func tableLine(_ row: BenchmarkRow) -> String { line(fields(of: row)) }

  /// The header row of the CSV form.
  static var csvHeader: String { columns.joined(separator: ",") }

  /// `row` as a line of CSV (RFC 4180): no figure is an empty field.
  static func csvLine(_ row: BenchmarkRow) -> String {
    fields(of: row).map(quoted).joined(separator: ",")
  }

  private static func fields(of row: BenchmarkRow) -> [String] {
    [
      row.benchmark, row.scenario, number(row.figure), row.unit, row.baseline?.name ?? "",
      row.baseline.map { number($0.figure) } ?? "",
      row.ratio.map { String(format: "%.3f", $0) } ?? "",
    ]
  }

  /// Four significant digits or more: a measurement is not better than that.
  private static func number(_ value: Double) -> String {
    let decimals = value.magnitude >= 1000 ? 0 : value.magnitude >= 100 ? 1 : 3
    return String(format: "%.\(decimals)f", value)
  }

  private static func quoted(_ field: String) -> String {
    guard field.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return field }
    return "\"" + field.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }

  private static func line(_ fields: [String]) -> String {
    var text = ""
    for (column, field) in fields.enumerated() {
      let padding = String(repeating: " ", count: max(0, minimumWidths[column] - field.count))
      text += numeric.contains(column) ? padding + field : field + padding
      text += "  "
    }
    while text.last == " " { text.removeLast() }
    return text
  }
}
