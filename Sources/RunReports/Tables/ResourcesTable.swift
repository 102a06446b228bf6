import ClusterSimulation

/// Samples of each resource in the cluster, its pools and its zones.
enum ResourcesTable: ReportTable {
  static let fileName = "utilization.csv"
  static let columns = [
    "time_seconds", "scope", "name", "resource", "capacity", "allocatable", "requested", "used",
    "requested_ratio", "used_ratio", "lost_requested",
  ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    let cluster = run.source.cluster
    for sample in run.source.recording.utilization {
      table.time(sample.time)
      table.text(sample.scope.name)
      table.text(cluster.symbols[sample.name])
      table.text(cluster.resources[sample.resource])
      table.integer(sample.capacity)
      table.integer(sample.allocatable)
      table.integer(sample.requested)
      table.amount(sample.used)
      table.ratio(sample.requested, of: sample.allocatable)
      table.ratio(sample.used, of: sample.allocatable)
      table.integer(sample.lost)
      try table.endRow()
    }
  }
}
