import ClusterSimulation

/// Changes of the status of disruption budgets.
enum BudgetsTable: ReportTable {
  static let fileName = "budgets.csv"
  static let meaning = "A change of the status of a disruption budget."
  static let columns: [ReportColumn] = [
    .seconds("time_seconds", "When."),
    .text("namespace", "The budget's namespace."),
    .text("budget", "The budget."),
    .integer("expected_pods", "pods", "How many pods count."),
    .integer("desired_healthy", "pods", "How many of them have to be healthy."),
    .integer("current_healthy", "pods", "How many are healthy."),
    .integer("disruptions_allowed", "pods", "How many may be disrupted."),
  ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    for change in run.source.recording.budgets {
      let budget = run.source.cluster.disruptionBudgets[change.budget]
      table.time(change.time)
      table.text(run.source.text(budget.namespace))
      table.text(run.source.text(budget.name))
      table.integer(change.status.expectedPods)
      table.integer(change.status.desiredHealthy)
      table.integer(change.status.currentHealthy)
      table.integer(change.status.disruptionsAllowed)
      try table.endRow()
    }
  }
}
