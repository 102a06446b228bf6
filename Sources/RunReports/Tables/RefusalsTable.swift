import ClusterSimulation

/// Requests of people, traces and generators that the API server refused.
enum RefusalsTable: ReportTable {
  static let fileName = "refusals.csv"
  static let meaning = "A request that the API server refused."
  static let columns: [ReportColumn] = [
    .seconds("time_seconds", "When it was first refused."),
    .seconds("last_seconds", "When it was last refused."),
    .integer("count", "requests", "How often."),
    .text("verb", "What was asked for."),
    .text("kind", "The kind of object."),
    .text("namespace", "Its namespace."),
    .text("name", "Its name."),
    .integer("code", "HTTP status", "The status code."),
    .text("reason", "The status's reason."),
    .text("message", "The status's message."),
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
