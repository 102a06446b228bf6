/// The reference of reports, made from the tables by which they are written.
///
/// It is committed as `ReportReference.md` in this module's documentation; a test compares the two.
package enum ReportReference {
  /// The page as Markdown.
  package static let text = introduction + files + metrics

  private static let introduction = """
    # Report reference

    Every file of a report with its columns, and every figure of the summary.

    ## Overview

    This page is made from the tables by which reports are written. `columns.json` says it to
    programs, and lies in each report. `load.sql` loads a report into DuckDB. An empty field is
    absent. Types do not depend on what stands in a column.

    """

  private static var files: String {
    "\n## Files\n" + ColumnsDocument.files.map(file).joined()
  }

  private static func file(_ file: ColumnsDocument.File) -> String {
    "\n### \(file.name)\n\n\(file.meaning)\n\n| column | type | unit | meaning |\n"
      + "| --- | --- | --- | --- |\n"
      + file.columns.map { column in
        "| `\(column.name)` | \(column.kind.rawValue) | \(column.unit) | \(column.meaning) |\n"
      }.joined()
  }

  private static var metrics: String {
    """

    ## Metrics

    The full name of a figure, as `expect` takes it, is metric, resource and statistic, joined by
    dots. A star stands for the name of a resource.

    Where a scenario has `measure`, a metric is about what the column *of* says. Of the *window* are
    levels within it, what happens within it, and durations that begin in it, however long they
    last. A duration that has not ended counts with its length so far: a figure that it decides is
    a lower bound, and keeps no expectation.

    | metric | statistics | unit | of | meaning |
    | --- | --- | --- | --- | --- |

    """
      + MetricTable.all.map { metric in
        let name = metric.hasResource ? "\(metric.name).*" : metric.name
        let statistics = metric.statistics.filter { !$0.isEmpty }.joined(separator: ", ")
        return "| `\(name)` | \(statistics) | \(metric.unit) | \(metric.extent.rawValue) "
          + "| \(metric.meaning) |\n"
      }.joined()
  }
}
