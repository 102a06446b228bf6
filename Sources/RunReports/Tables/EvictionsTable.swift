import ClusterSimulation

/// Pods that had not ended and were made to leave their nodes, and what took their places.
enum EvictionsTable: ReportTable {
  static let fileName = "evictions.csv"
  static let meaning = "A pod that had not ended and was made to leave its node."
  static let columns: [ReportColumn] = [
    .seconds("time_seconds", "When."),
    .text("pod", "The pod's name."),
    .text("node", "Its node."),
    .text("cause", "Why."),
    .seconds("grace_seconds", "The grace that it was given."),
    .text("replaced_by", "The pod that took its place."),
    .seconds("replaced_ready_seconds", "When that pod was first ready."),
    .text("namespace", "The pod's namespace."),
    .podUID("pod_uid"),
    .podUID("replaced_by_uid"),
  ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    let cluster = run.source.cluster
    for eviction in run.source.recording.evictions {
      table.time(eviction.time)
      table.name(of: eviction.pod, cluster)
      table.text(run.source.name(of: eviction.node))
      table.text(eviction.cause.name)
      table.seconds(eviction.grace.microseconds)
      let replacement = run.replacements.replacement(of: eviction.pod)
      if let replacement {
        table.name(of: replacement, cluster)
        table.time(cluster.pods[replacement].firstReady)
      } else {
        table.empty()
        table.empty()
      }
      table.identity(of: eviction.pod, cluster)
      if let replacement { table.uid(of: replacement) } else { table.empty() }
      try table.endRow()
    }
  }
}
