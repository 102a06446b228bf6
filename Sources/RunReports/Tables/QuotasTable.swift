import ClusterSimulation
import KubernetesObjects

/// Changes of what resource quotas charge and allow.
enum QuotasTable: ReportTable {
  static let fileName = "quotas.csv"
  static let meaning = "What a resource quota allows and charges of a resource after a change."
  static let columns: [ReportColumn] = [
    .seconds("time_seconds", "When."),
    .text("namespace", "The quota's namespace."),
    .text("quota", "The quota."),
    .text("resource", "The resource."),
    .integer("hard", "unit of the row", "How much is allowed."),
    .integer("used", "unit of the row", "How much is charged."),
    .text("unit", "millicores for processor time, else base units."),
  ]

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    for change in run.source.recording.quotas {
      let quota = run.source.cluster.quotas[change.quota]
      for entry in change.hard.entries {
        let isTime = entry.name.rawValue == "cpu" || entry.name.rawValue.hasSuffix(".cpu")
        let used = change.used[entry.name] ?? Quantity(0)
        table.time(change.time)
        table.text(run.source.text(quota.namespace))
        table.text(run.source.text(quota.name))
        table.text(entry.name.rawValue)
        table.integer(isTime ? entry.quantity.milliValue : entry.quantity.value)
        table.integer(isTime ? used.milliValue : used.value)
        table.text(isTime ? "millicores" : "units")
        try table.endRow()
      }
    }
  }
}
