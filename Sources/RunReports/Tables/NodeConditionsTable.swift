import ClusterSimulation

/// Changes of the conditions of nodes.
enum NodeConditionsTable: ReportTable {
  static let fileName = "node_conditions.csv"
  static let meaning = "A change of a condition of a node: what the control plane believes."
  static let columns: [ReportColumn] = [
    .seconds("time_seconds", "When."),
    .text("node", "The node."),
    .text("condition", "The condition's type."),
    .text("status", "True, False or Unknown."),
    .text("reason", "Its reason."),
    .seconds(
      "waited_seconds",
      "For how long the write waited for its turn with the node controller's client; empty where "
        + "it did not."),
  ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    let delays = run.source.recording.delays
    for (row, change) in run.source.recording.nodeConditions.enumerated() {
      table.time(change.time)
      table.text(run.source.name(of: change.node))
      table.text("Ready")
      table.text(change.status.name)
      table.text(run.source.text(change.reason))
      if delays[row] > 0 { table.seconds(delays[row]) } else { table.empty() }
      try table.endRow()
    }
  }
}

extension Recording {
  /// For how many microseconds each change of a condition waited for a client's rate limit, by its
  /// row; both are in order of time. O(changes).
  var delays: ContiguousArray<Int64> {
    var delays = ContiguousArray<Int64>(repeating: 0, count: nodeConditions.count)
    var next = 0
    var first = 0
    for delayed in delayedConditions {
      while next < nodeConditions.count, nodeConditions[next].time <= delayed.time { next += 1 }
      while first < next, nodeConditions[first].time < delayed.time { first += 1 }
      for row in first..<next where nodeConditions[row].node == delayed.node {
        delays[row] = delayed.wait.microseconds
      }
    }
    return delays
  }
}
