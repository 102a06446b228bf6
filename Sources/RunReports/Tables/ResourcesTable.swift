import ClusterSimulation

/// Samples of each resource in the cluster, its pools and its zones.
enum ResourcesTable: ReportTable {
  static let fileName = "utilization.csv"
  static let meaning = "A sample of a resource in the cluster, a pool or a zone."
  static let columns: [ReportColumn] = [
    .seconds("time_seconds", "When."),
    .text("scope", "cluster, pool or zone."),
    .text("name", "The pool or zone; empty for the cluster."),
    .text("resource", "The resource."),
    .sum("capacity", "unit of the row", "Σ capacity of the nodes that are there."),
    .sum("allocatable", "unit of the row", "Σ allocatable of the ready nodes."),
    .sum("requested", "unit of the row", "Σ requests of the pods on ready nodes."),
    .sum(
      "used", "unit of the row",
      "Σ use of the pods on ready nodes; empty where it is not "
        + "modeled."),
    .ratio("requested_ratio", "requested over allocatable."),
    .ratio("used_ratio", "used over allocatable."),
    .sum(
      "lost_requested", "unit of the row", "Σ requests of the pods on nodes that are not ready."),
    .text("unit", "The unit of the amounts: millicores, bytes, pods or units."),
    .integer(
      "fragmented", "unit of the row",
      "What is free of GPUs on ready nodes and of no use to typical pods; empty without a trace."),
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
      table.text(sample.resource.unit)
      table.amount(sample.fragmented)
      try table.endRow()
    }
  }
}
