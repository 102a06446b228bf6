import ClusterSimulation

/// Changes of the conditions of nodes.
enum NodeConditionsTable: ReportTable {
  static let fileName = "node_conditions.csv"
  static let meaning = "A change of a condition of a node: what the control plane believes."
  static let columns: [ReportColumn] = [
    .seconds("time_seconds", "When."),
    .text("node", "The node."),
    .text("condition", "The condition's type."),
    .text("status", "True, False or Unknown."),
    .text("reason", "Its reason."),
  ]

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
