import ClusterSimulation
import ClusterState
import SimulationEngine

/// Changes of the endpoints of services, from the birth of each to its end.
enum ServicesTable: ReportTable {
  static let fileName = "services.csv"
  static let meaning =
    "A change of the endpoints of a service. Its first row is its creation, without endpoints; its "
    + "last one, with present 0, is its deletion. A row holds until the service's next one, or "
    + "until the end of the run: the time for which ready_endpoints is 0 while present is 1 is "
    + "seconds_without_ready_endpoint."
  static let columns: [ReportColumn] = [
    .seconds("time_seconds", "When."),
    .text("namespace", "The service's namespace."),
    .text("service", "The service."),
    .integer("ready_endpoints", "endpoints", "How many are listed as ready."),
    .integer("stale_endpoints", "endpoints", "How many of them lead nowhere."),
    .integer("present", "0 or 1", "Whether the service is there from then on."),
  ]

  /// A row of the table.
  private struct Moment {
    let time: SimulationTime
    /// The service, by its row.
    let service: Int
    var ready: Int32 = 0
    var stale: Int32 = 0
    let isPresent: Bool
  }

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    let cluster = run.source.cluster
    for moment in moments(of: run.source) {
      let service = cluster.services[moment.service]
      table.time(moment.time)
      table.text(cluster.symbols[service.namespace])
      table.text(cluster.symbols[service.name])
      table.integer(moment.ready)
      table.integer(moment.stale)
      table.integer(Int64(moment.isPresent ? 1 : 0))
      try table.endRow()
    }
  }

  /// The rows in order of time: at one instant services that are new, then endpoints, then services
  /// that go.
  private static func moments(of source: ReportSource) -> [Moment] {
    let services = source.cluster.services
    let births = services.indices.map {
      Moment(time: services[$0].created, service: $0, isPresent: true)
    }
    let changes = source.recording.services.lazy
      .filter { change in
        // What comes after the end of a service is no endpoint of it.
        let removed = services[change.service.row].removed
        return !removed.isSet || change.time < removed
      }
      .map {
        Moment(
          time: $0.time, service: $0.service.row, ready: $0.readyEndpoints,
          stale: $0.staleEndpoints, isPresent: true)
      }
    let ends = services.indices.filter { services[$0].removed.isSet }
      .map { Moment(time: services[$0].removed, service: $0, isPresent: false) }
    let all = births + changes + ends
    let order = all.indices.sorted { (all[$0].time, $0) < (all[$1].time, $1) }
    return order.map { all[$0] }
  }
}
