import ClusterSimulation
import ClusterState

/// Samples of the scheduling queue.
enum QueueTable: ReportTable {
  static let fileName = "queue.csv"
  static let meaning = "A sample of the scheduling queue."
  static let columns: [ReportColumn] = [
    .seconds("time_seconds", "When."),
    .integer("active", "pods", "Pods that wait for their turn."),
    .integer("backoff", "pods", "Pods that wait for the end of a pause."),
    .integer("unschedulable", "pods", "Pods that wait for something to change."),
    .seconds("oldest_pending_seconds", "The age of the pod that has waited longest."),
  ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    for sample in run.source.recording.queueSamples {
      table.time(sample.time)
      table.integer(sample.active)
      table.integer(sample.backOff)
      table.integer(sample.unschedulable)
      if let age = sample.oldestAge { table.seconds(age) } else { table.empty() }
      try table.endRow()
    }
  }
}

extension QueueSample {
  /// For how many microseconds the pod that has waited longest has been there; nil if none waits.
  var oldestAge: Int64? { LatencyStage.span(oldestPending, time) }
}
