import StructuredText

/// The file of the run's figures: one number a row, its name in parts.
package enum SummaryTable {
  static let fileName = "summary.csv"
  static let meaning = "A figure of the run; its full name is metric, resource and statistic."
  static let columns: [ReportColumn] = [
    .text("metric", "The metric."),
    .text("resource", "The resource, of metrics of resources."),
    .text("scope", "What the figure is about: pool, zone, service or workload; empty: the run."),
    .text("name", "The name of that; empty for the run."),
    .text("statistic", "Which figure of the metric; empty for the metric itself."),
    .decimal("value", "unit of the row", "The value."),
    .text("unit", "The unit."),
  ]

  /// The names of the columns.
  package static var columnNames: [String] { columns.map(\.name) }

  static func text(of summary: RunSummary) -> [UInt8] {
    var table = CSVWriter(columns: columnNames)
    for figure in summary.figures {
      append(figure, to: &table)
      table.endRow()
    }
    return Array(table.bytes)
  }

  /// Adds the fields of `figure` to the row that `table` is at, in the order of `columnNames`.
  package static func append(_ figure: SummaryFigure, to table: inout CSVWriter) {
    let parts = MetricTable.parts(of: figure.metric)
    let subject = figure.subject.split(separator: "=", maxSplits: 1)
    table.append(parts.metric)
    table.append(parts.resource)
    table.append(subject.first.map(String.init) ?? "")
    table.append(subject.count > 1 ? String(subject[1]) : "")
    table.append(parts.statistic)
    table.append(figure.value.text)
    table.append(figure.unit)
  }
}
