import ClusterSimulation

/// Changes of the status of workloads.
enum WorkloadsTable: ReportTable {
  static let fileName = "workloads.csv"
  static let meaning = "A change of the status of a workload."
  static let columns: [ReportColumn] = [
    .seconds("time_seconds", "When."),
    .text("kind", "The kind of object."),
    .text("namespace", "Its namespace."),
    .text("name", "Its name."),
    .integer("desired", "pods", "How many are wanted."),
    .integer("current", "pods", "How many there are."),
    .integer("ready", "pods", "How many are ready."),
    .integer("available", "pods", "How many have been ready for long enough."),
    .integer("updated", "pods", "How many are of the present template."),
    .integer("revision", "number", "The present revision."),
    .integer("succeeded", "pods", "How many pods of a Job have ended well."),
    .integer("failed", "pods", "How many pods of a Job have failed."),
  ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    let cluster = run.source.cluster
    for change in run.source.recording.workloads {
      let workload = cluster.workloads[change.workload.row]
      table.time(change.time)
      table.text(workload.kind.name)
      table.text(cluster.symbols[workload.namespace])
      table.text(cluster.symbols[workload.name])
      table.integer(change.desired)
      table.integer(change.current)
      table.integer(change.ready)
      table.integer(change.available)
      if let updated = change.updated { table.integer(updated) } else { table.empty() }
      if change.revision > 0 { table.integer(change.revision) } else { table.empty() }
      if let succeeded = change.succeeded { table.integer(succeeded) } else { table.empty() }
      if let failed = change.failed { table.integer(failed) } else { table.empty() }
      try table.endRow()
    }
  }
}
