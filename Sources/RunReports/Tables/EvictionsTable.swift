import ClusterSimulation

/// Pods that had not ended and were made to leave their nodes, and what took their places.
enum EvictionsTable: ReportTable {
  static let fileName = "evictions.csv"
  static let columns = [
    "time_seconds", "pod", "node", "cause", "grace_seconds", "replaced_by",
    "replaced_ready_seconds",
  ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    let cluster = run.source.cluster
    for eviction in run.source.recording.evictions {
      table.time(eviction.time)
      table.pod(eviction.pod, cluster)
      table.text(run.source.name(of: eviction.node))
      table.text(eviction.cause.name)
      table.seconds(eviction.grace.microseconds)
      if let replacement = run.replacements.replacement(of: eviction.pod) {
        table.pod(replacement, cluster)
        table.time(cluster.pods[replacement].firstReady)
      } else {
        table.empty()
        table.empty()
      }
      try table.endRow()
    }
  }
}
