import ClusterSimulation
import ClusterState

/// The scheduler's attempts.
enum SchedulingTable: ReportTable {
  static let fileName = "scheduling.csv"
  static let columns = [
    "time_seconds", "pod", "attempt", "woken_by", "result", "node", "nominated_node",
    "nodes_evaluated",
    "nodes_feasible", "score", "message",
  ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    let source = run.source
    for attempt in source.recording.attempts {
      table.time(attempt.time)
      table.pod(attempt.pod, source.cluster)
      table.integer(attempt.attempt)
      table.text(attempt.cause.name)
      table.text(attempt.result.name)
      table.text(source.name(of: attempt.node))
      table.text(source.name(of: attempt.nominated))
      table.integer(attempt.evaluated)
      table.integer(attempt.feasible)
      if attempt.node.isPresent { table.integer(attempt.score) } else { table.empty() }
      table.text(source.recording.message(attempt.message))
      try table.endRow()
    }
  }
}

extension Recording {
  /// The text of a row of the messages; empty for none.
  func message(_ row: Int32) -> String { row < 0 ? "" : messages[Int(row)] }
}
