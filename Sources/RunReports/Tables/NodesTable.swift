import ClusterSimulation

/// Samples of each resource on each node.
enum NodesTable: ReportTable {
  static let fileName = "nodes.csv"
  static let meaning = "A sample of a resource on a node."
  static let columns: [ReportColumn] = [
    .seconds("time_seconds", "When."),
    .text("node", "The node."),
    .text("pool", "Its pool."),
    .text("zone", "Its zone."),
    .text("ready", "The condition Ready: True, False or Unknown."),
    .text("resource", "The resource."),
    .integer("allocatable", "unit of the row", "What the node offers."),
    .integer("requested", "unit of the row", "Σ requests of its pods."),
    .integer("used", "unit of the row", "Σ use of its pods; empty where it is not modeled."),
    .integer("pods", "pods", "How many pods are bound there and have not ended."),
    .text("unit", "The unit of the amounts."),
    .integer(
      "fragmented", "unit of the row",
      "What is free of GPUs and of no use to typical pods; empty without a trace."),
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
      table.text(sample.resource.unit)
      table.amount(sample.fragmented)
      try table.endRow()
    }
  }
}
