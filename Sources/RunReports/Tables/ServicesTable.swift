import ClusterSimulation

/// Changes of the endpoints of services.
enum ServicesTable: ReportTable {
  static let fileName = "services.csv"
  static let meaning = "A change of the endpoints of a service."
  static let columns: [ReportColumn] = [
    .seconds("time_seconds", "When."),
    .text("namespace", "The service's namespace."),
    .text("service", "The service."),
    .integer("ready_endpoints", "endpoints", "How many are listed as ready."),
    .integer("stale_endpoints", "endpoints", "How many of them lead nowhere."),
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
