import StructuredText

/// The file of the run's figures.
enum SummaryTable {
  static let fileName = "summary.csv"
  static let columns = ["metric", "value", "unit"]

  static func text(of summary: RunSummary, digest: String) -> [UInt8] {
    var table = CSVWriter(columns: columns)
    table.append("run.digest")
    table.append(digest)
    table.appendEmpty()
    table.endRow()
    for figure in summary.figures {
      table.append(figure.name)
      table.append(figure.value.text)
      table.append(figure.unit)
      table.endRow()
    }
    return Array(table.bytes)
  }
}
