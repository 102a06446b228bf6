import ClusterSimulation

/// Taints that were put on nodes and taken off, by whomever.
enum TaintsTable: ReportTable {
  static let fileName = "taints.csv"
  static let meaning = "A taint that was put on a node or taken off."
  static let columns: [ReportColumn] = [
    .seconds("time_seconds", "When."),
    .text("node", "The node."),
    .text("key", "The taint's key."),
    .text("value", "The taint's value."),
    .text("effect", "NoSchedule, PreferNoSchedule or NoExecute."),
    .integer("present", "0 or 1", "Whether it was put on."),
  ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    for change in run.source.recording.taints {
      table.time(change.time)
      table.text(run.source.name(of: change.node))
      table.text(run.source.text(change.key))
      table.text(run.source.text(change.value))
      table.text(change.effect.name)
      table.integer(Int64(change.isPresent ? 1 : 0))
      try table.endRow()
    }
  }
}
