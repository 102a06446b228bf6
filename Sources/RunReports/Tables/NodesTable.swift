import ClusterSimulation

/// Samples of each resource on each node.
enum NodesTable: ReportTable {
  static let fileName = "nodes.csv"
  static let columns = [
    "time_seconds", "node", "pool", "zone", "ready", "resource", "allocatable", "requested", "used",
    "pods",
  ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    let cluster = run.source.cluster
    for sample in run.source.recording.nodeSamples {
      let node = cluster.nodes[sample.node.row]
      table.time(sample.time)
      table.text(cluster.symbols[node.name])
      table.text(cluster.symbols[node.pool])
      table.text(cluster.symbols[run.places.zones[sample.node.row]])
      table.text(sample.ready.name)
      table.text(cluster.resources[sample.resource])
      table.integer(sample.allocatable)
      table.integer(sample.requested)
      table.amount(sample.used)
      table.integer(sample.pods)
      try table.endRow()
    }
  }
}
