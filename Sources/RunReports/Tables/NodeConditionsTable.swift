import ClusterSimulation

/// Changes of the conditions of nodes.
enum NodeConditionsTable: ReportTable {
  static let fileName = "node_conditions.csv"
  static let columns = ["time_seconds", "node", "condition", "status", "reason"]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    for change in run.source.recording.nodeConditions {
      table.time(change.time)
      table.text(run.source.name(of: change.node))
      table.text("Ready")
      table.text(change.status.name)
      table.text(run.source.text(change.reason))
      try table.endRow()
    }
  }
}
