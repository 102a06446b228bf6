/// The phases of the recovery from each incident.
enum FailuresTable: ReportTable {
  static let fileName = "failures.csv"
  static let columns = [
    "incident", "time_seconds", "node", "phase", "pods", "p50_seconds", "p99_seconds",
    "max_seconds", "waiting", "bounds",
  ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    for incident in run.incidents {
      for phase in FailurePhase.allCases {
        guard let distribution = incident.distribution(phase) else { continue }
        // The node is detected and tainted once, for every pod on it.
        let isOfNode = phase == .detect || phase == .taint
        table.integer(Int64(incident.number))
        table.time(incident.time)
        table.text(run.source.name(of: incident.node))
        table.text(phase.rawValue)
        table.integer(Int64(isOfNode ? incident.podCount : distribution.count))
        table.seconds(distribution.p50)
        table.seconds(distribution.p99)
        table.seconds(distribution.maximum)
        table.integer(
          Int64(isOfNode ? incident.podCount * distribution.waiting : distribution.waiting))
        table.text(distribution.boundNames(of: [.p50, .p99, .maximum]))
        try table.endRow()
      }
    }
  }
}
