import ClusterSimulation
import ClusterState

/// The scheduler's attempts.
enum SchedulingTable: ReportTable {
  static let fileName = "scheduling.csv"
  static let meaning = "An attempt to place a pod."
  static let columns: [ReportColumn] = [
    .seconds("time_seconds", "When."),
    .text("pod", "The pod's name."),
    .integer("attempt", "number", "The number of the pod's attempt, from 1."),
    .text("woken_by", "What brought the pod to the attempt."),
    .text("result", "scheduled, unschedulable or error."),
    .text("node", "The chosen node."),
    .text("nominated_node", "The node on which preemption makes room."),
    .integer("nodes_evaluated", "nodes", "How many nodes were looked at."),
    .integer("nodes_feasible", "nodes", "How many of them fit."),
    .integer("score", "points", "The chosen node's score."),
    .text("message", "Why no node was chosen."),
    .text("namespace", "The pod's namespace."),
    .podUID("pod_uid"),
  ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    let source = run.source
    for attempt in source.recording.attempts {
      table.time(attempt.time)
      table.name(of: attempt.pod, source.cluster)
      table.integer(attempt.attempt)
      table.text(attempt.cause.name)
      table.text(attempt.result.name)
      table.text(source.name(of: attempt.node))
      table.text(source.name(of: attempt.nominated))
      table.integer(attempt.evaluated)
      table.integer(attempt.feasible)
      if attempt.node.isPresent { table.integer(attempt.score) } else { table.empty() }
      table.text(source.recording.message(attempt.message))
      table.identity(of: attempt.pod, source.cluster)
      try table.endRow()
    }
  }
}

extension Recording {
  /// The text of a row of the messages; empty for none.
  func message(_ row: Int32) -> String { row < 0 ? "" : messages[Int(row)] }
}
