/// What the reference says, line by line, for a terminal.
extension ReportReference {
  /// Every figure by its full name, a star for the name of a resource, with unit and meaning.
  package static var metricLines: [[String]] {
    MetricTable.all.flatMap { metric in
      metric.fullNames.map { [$0, metric.unit, metric.meaning] }
    }
  }

  /// Every column of every file, with type, unit and meaning.
  package static var columnLines: [[String]] {
    ColumnsDocument.files.flatMap { file in
      file.columns.map { column in
        ["\(file.name): \(column.name)", column.kind.rawValue, column.unit, column.meaning]
      }
    }
  }
}
