import ClusterSimulation
import ClusterState

/// Samples of the scheduling queue.
enum QueueTable: ReportTable {
  static let fileName = "queue.csv"
  static let columns = [
    "time_seconds", "active", "backoff", "unschedulable", "oldest_pending_seconds",
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
