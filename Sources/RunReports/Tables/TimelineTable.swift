import ClusterSimulation

/// What the scenario did to the cluster.
enum TimelineTable: ReportTable {
  static let fileName = "timeline.csv"
  static let meaning =
    "A verb of the scenario's timeline that came due, and whether its requests were refused."
  static let columns: [ReportColumn] = [
    .seconds("time_seconds", "When."),
    .text("verb", "The verb, as a scenario writes it."),
    .text("target", "What it was about: a name, or what selects objects."),
    .text("detail", "What else was asked for."),
    .integer(
      "refused", "requests",
      "How many of its requests were refused at once; 0 if all was done. refusals.csv says why."),
  ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    for command in run.source.recording.commands {
      let words = run.source.configuration.timeline[Int(command.entry)].action.words
      table.time(command.time)
      table.text(words.verb)
      table.text(words.target)
      table.text(words.detail)
      table.integer(command.refusals)
      try table.endRow()
    }
  }
}
