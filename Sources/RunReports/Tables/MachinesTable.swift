import ClusterSimulation

/// What is true of the machines, whatever the control plane believes.
enum MachinesTable: ReportTable {
  static let fileName = "machines.csv"
  static let meaning = "A change of a machine: what is true, whatever the control plane believes."
  static let columns: [ReportColumn] = [
    .seconds("time_seconds", "When."),
    .text("node", "The node."),
    .integer("alive", "0 or 1", "Whether the machine is up."),
    .integer("connected", "0 or 1", "Whether its kubelet reaches the API server."),
  ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    for change in run.source.recording.machines {
      table.time(change.time)
      table.text(run.source.name(of: change.node))
      table.integer(Int64(change.isAlive ? 1 : 0))
      table.integer(Int64(change.isConnected ? 1 : 0))
      try table.endRow()
    }
  }
}
