import ClusterSimulation

/// Changes of the status of workloads.
enum WorkloadsTable: ReportTable {
  static let fileName = "workloads.csv"
  static let columns = [
    "time_seconds", "kind", "namespace", "name", "desired", "current", "ready", "available",
    "updated", "revision",
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
      try table.endRow()
    }
  }
}
