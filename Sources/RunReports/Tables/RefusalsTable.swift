import ClusterSimulation

/// Requests of people, traces and generators that the API server refused.
enum RefusalsTable: ReportTable {
  static let fileName = "refusals.csv"
  static let columns = [
    "time_seconds", "last_seconds", "count", "verb", "kind", "namespace", "name", "code", "reason",
    "message",
  ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    for refusal in run.source.recording.refusals {
      table.time(refusal.time)
      table.time(refusal.last)
      table.integer(Int64(refusal.count))
      table.text(refusal.verb.rawValue)
      table.text(refusal.object.kind)
      table.text(refusal.object.namespace)
      table.text(refusal.object.name)
      table.integer(Int64(refusal.status.code))
      table.text(refusal.status.reason.rawValue)
      table.text(refusal.status.message)
      try table.endRow()
    }
  }
}
