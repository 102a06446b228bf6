/// The distribution of each stage of a pod's life in each group; times in seconds.
enum LatencyTable: ReportTable {
  static let fileName = "latency.csv"
  static let columns = [
    "stage", "group", "count", "mean_seconds", "min", "p50", "p90", "p95", "p99", "p999", "max",
    "waiting", "bounds",
  ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    for entry in run.latencies.entries {
      table.text(entry.stage.rawValue)
      table.text(entry.group)
      for figure in DurationDistribution.Figure.allCases {
        let value = entry.distribution[figure]
        if figure.isCount { table.integer(value) } else { table.seconds(value) }
      }
      table.text(entry.distribution.boundNames(of: DurationDistribution.Figure.allCases))
      try table.endRow()
    }
  }
}
