import ClusterSimulation
import ClusterState
import Scheduling

/// The rows of `decisions.csv`: one for each attempt, node and plugin.
///
/// The verdict is `chosen`, `tied` (as good as the chosen node) or `feasible`, with a row for each
/// score plugin, or one without a plugin where no scores were needed; `rejected` by the plugin for
/// the reasons, without a node if the pod was turned down as a whole; `absent` for nodes that a
/// plugin left out in advance; `nominated`, `preemptable` or `not_preempted` for nodes on which
/// evictions were tried; `error`. An explanation adds `change`, whose code is the kind of change.
enum DecisionRows {
  static let fileName = "decisions.csv"
  static let columns: [ReportColumn] = [
    .seconds("time_seconds", "When the attempt began."),
    .text("pod", "The pod's name."),
    .integer("attempt", "number", "The number of the pod's attempt, from 1."),
    .text("node", "The node; empty for the pod as a whole."),
    .text("verdict", "chosen, tied, feasible, rejected, absent, nominated and so on."),
    .text("plugin", "The plugin that says so."),
    .text("code", "Its status code, or the kind of change."),
    .text("reasons", "Its reasons, with semicolons between."),
    .integer("raw", "points", "The score as the plugin gave it."),
    .integer("normalized", "points", "The score among those of the other nodes."),
    .integer("weight", "factor", "The plugin's weight."),
    .integer("weighted", "points", "normalized times weight."),
    .text("namespace", "The pod's namespace."),
    .podUID("pod_uid"),
  ]

  /// Writes what was said in an attempt: of the pod as a whole (no node), of feasible nodes, of
  /// those turned down with what would have to change, and of those on which evictions were tried.
  static func write(
    _ names: ExplanationNames, to table: inout TableWriter
  ) throws(ReportWritingError) {
    if let (plugin, status) = names.record.preFilter, names.record.rejections.isEmpty {
      try write(
        names, .absent, "rejected", plugin, status.code.name, status.reasons, to: &table)
    } else if names.explanation.nodeCount == 0 {
      try write(names, .absent, "rejected", "", "", [names.record.message], to: &table)
    }
    try writeFeasible(names, to: &table)
    for rejection in names.record.rejections {
      for verdict in rejection.verdicts {
        try write(
          names, rejection.node, rejection.isAbsent ? "absent" : "rejected", verdict.plugin,
          verdict.code.name, verdict.reasons, to: &table)
      }
    }
    for obstacles in names.explanation.obstacles {
      for required in obstacles.changes {
        try write(
          names, obstacles.node, "change", required.plugin, required.change.kind,
          [required.change.text(names.cluster)], to: &table)
      }
    }
    try writePreemption(names, to: &table)
    if !names.decision.error.isEmpty {
      try write(names, .absent, "error", "", "Error", [names.decision.error], to: &table)
    }
  }

  /// A row for each score plugin that was asked; one without a plugin where none was.
  private static func writeFeasible(
    _ names: ExplanationNames, to table: inout TableWriter
  ) throws(ReportWritingError) {
    let scores = names.explanation.needsScores ? names.record.scores : []
    for (place, node) in names.record.feasible.enumerated() {
      let verdict = names.verdict(at: place)
      if scores.isEmpty { try write(names, node, verdict, "", "", [], to: &table) }
      for column in scores {
        begin(names, node, verdict, column.plugin, "", [], to: &table)
        table.integer(column.raw[place])
        table.integer(column.normalized[place])
        table.integer(column.weight)
        table.integer(column.normalized[place] &* column.weight)
        table.identity(of: names.attempt.pod, names.cluster)
        try table.endRow()
      }
    }
  }

  private static func writePreemption(
    _ names: ExplanationNames, to table: inout TableWriter
  ) throws(ReportWritingError) {
    for candidate in names.explanation.preemption?.candidates ?? [] {
      let isChosen = candidate.node == names.decision.nominatedNode
      try write(
        names, candidate.node,
        candidate.failure != nil ? "not_preempted" : isChosen ? "nominated" : "preemptable",
        DefaultPreemption.name, (candidate.failure?.code ?? .success).name,
        candidate.failure?.reasons
          ?? candidate.victims.map { "evict \(names.cluster.qualifiedName(of: $0.pod))" },
        to: &table)
    }
  }

  private static func write(
    _ names: ExplanationNames, _ node: NodeID, _ verdict: String, _ plugin: String,
    _ code: String, _ reasons: [String], to table: inout TableWriter
  ) throws(ReportWritingError) {
    begin(names, node, verdict, plugin, code, reasons, to: &table)
    for _ in 0..<4 { table.empty() }
    table.identity(of: names.attempt.pod, names.cluster)
    try table.endRow()
  }

  private static func begin(
    _ names: ExplanationNames, _ node: NodeID, _ verdict: String, _ plugin: String,
    _ code: String, _ reasons: [String], to table: inout TableWriter
  ) {
    table.time(names.attempt.time)
    table.name(of: names.attempt.pod, names.cluster)
    table.integer(names.attempt.attempt)
    table.text(names.name(node))
    table.text(verdict)
    table.text(plugin)
    table.text(code)
    table.text(reasons.joined(separator: "; "))
  }
}
