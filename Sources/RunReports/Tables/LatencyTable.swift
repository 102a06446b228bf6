/// The distribution of each stage of a pod's life in each group; times in seconds.
enum LatencyTable: ReportTable {
  static let fileName = "latency.csv"
  static let meaning =
    "The distribution of a stage of pods' lives in a group of pods. "
    + "Durations that have not ended count with their length so far, and those that the pod's "
    + "deletion or failure cut off with their length until then."
  static let columns: [ReportColumn] = [
    .text("stage", "The stage."),
    .text("group", "all, or a dimension and a name: namespace=default."),
    .integer("count", "pods", "How many have come to the end of the stage."),
    .seconds("mean_seconds", "The mean."),
    .seconds("min", "The least."),
    .seconds("p50", "The median, by nearest rank."),
    .seconds("p90", "The 90th percentile."),
    .seconds("p95", "The 95th percentile."),
    .seconds("p99", "The 99th percentile."),
    .seconds("p999", "The 99.9th percentile."),
    .seconds("max", "The greatest."),
    .integer("waiting", "pods", "How many have not come to the end, or were cut off before it."),
    .text(
      "bounds",
      "Which figures are lower bounds, since a duration that did "
        + "not come to its end decides them."),
    .seconds("min_seconds", "As min."),
    .seconds("p50_seconds", "As p50."),
    .seconds("p90_seconds", "As p90."),
    .seconds("p95_seconds", "As p95."),
    .seconds("p99_seconds", "As p99."),
    .seconds("p999_seconds", "As p999."),
    .seconds("max_seconds", "As max."),
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
      for figure in DurationDistribution.Figure.allCases where !figure.isCount && figure != .mean {
        table.seconds(entry.distribution[figure])
      }
      try table.endRow()
    }
  }
}
