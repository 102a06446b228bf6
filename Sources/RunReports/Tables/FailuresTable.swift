/// The phases of the recovery from each incident.
enum FailuresTable: ReportTable {
  static let fileName = "failures.csv"
  static let meaning = "A phase of the recovery from an incident."
  static let columns: [ReportColumn] = [
    .integer("incident", "number", "The incident's number, from 1."),
    .seconds("time_seconds", "When it struck."),
    .text("node", "The node."),
    .text("phase", "The phase."),
    .integer(
      "pods", "pods", "How many have come to its end; of a node's phase, how many are on it."),
    .seconds("p50_seconds", "The median."),
    .seconds("p99_seconds", "The 99th percentile."),
    .seconds("max_seconds", "The greatest."),
    .integer("waiting", "pods", "How many have not come to its end."),
    .text("bounds", "Which figures are lower bounds."),
    .text("kind", "fail or partition."),
    .seconds("repaired_seconds", "When the node came back, or was struck anew."),
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
        table.text(incident.kind.name)
        table.time(incident.ended)
        try table.endRow()
      }
    }
  }
}
