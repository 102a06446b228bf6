import ClusterSimulation

/// Changes of the endpoints of services.
enum ServicesTable: ReportTable {
  static let fileName = "services.csv"
  static let columns = [
    "time_seconds", "namespace", "service", "ready_endpoints", "stale_endpoints",
  ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    let cluster = run.source.cluster
    for change in run.source.recording.services {
      let service = cluster.services[change.service.row]
      table.time(change.time)
      table.text(cluster.symbols[service.namespace])
      table.text(cluster.symbols[service.name])
      table.integer(change.readyEndpoints)
      table.integer(change.staleEndpoints)
      try table.endRow()
    }
  }
}
