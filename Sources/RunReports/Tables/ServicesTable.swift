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
    let change: ServiceChange
    let isPresent: Bool

    /// A service comes before it has endpoints, and has none any more when it goes.
    init(_ change: ServiceChange) {
      self.change = change
      isPresent = true
    }

    /// The creation or the deletion of a service.
    init(_ time: SimulationTime, _ service: Int, isPresent: Bool) {
      change = ServiceChange(
        time: time, service: ServiceID(service), readyEndpoints: 0, staleEndpoints: 0)
      self.isPresent = isPresent
    }
  }

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    let cluster = run.source.cluster
    for moment in moments(of: run.source) {
      let service = cluster.services[moment.change.service.row]
      table.time(moment.change.time)
      table.text(cluster.symbols[service.namespace])
      table.text(cluster.symbols[service.name])
      table.integer(moment.change.readyEndpoints)
      table.integer(moment.change.staleEndpoints)
      table.integer(Int64(moment.isPresent ? 1 : 0))
      try table.endRow()
    }
  }

  /// The rows in order of time: at one instant services that are new, then endpoints, then services
  /// that go.
  private static func moments(of source: ReportSource) -> [Moment] {
    let services = source.cluster.services
    let births = services.indices.map { Moment(services[$0].created, $0, isPresent: true) }
    let changes = source.recording.services.lazy
      .filter { change in
        // What comes after the end of a service is no endpoint of it.
        let removed = services[change.service.row].removed
        return !removed.isSet || change.time < removed
      }
      .map { Moment($0) }
    let ends = services.indices.filter { services[$0].removed.isSet }
      .map { Moment(services[$0].removed, $0, isPresent: false) }
    let all = births + changes + ends
    let order = all.indices.sorted { (all[$0].change.time, $0) < (all[$1].change.time, $1) }
    return order.map { all[$0] }
  }
}
