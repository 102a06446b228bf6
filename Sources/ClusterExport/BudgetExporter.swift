import ClusterState
import KubernetesObjects
import StructuredText

/// Pod disruption budgets.
enum BudgetExporter: ObjectExporter {
  static let kinds = ["PodDisruptionBudget"]

  static func keys(of kind: String, in view: ExportView) -> [ObjectKey] {
    let budgets = view.cluster.disruptionBudgets
    return budgets.indices.filter { budgets[$0].isPresent }.map { row in
      ObjectKey(view.text(budgets[row].namespace), view.text(budgets[row].name), row: row)
    }
  }

  static func object(_ key: ObjectKey, of kind: String, in view: ExportView) -> FieldList {
    let record = view.cluster.disruptionBudgets[key.row]
    var metadata = ObjectMeta(name: key.name, namespace: key.namespace)
    metadata.creationTimestamp = view.instant(record.created)
    var spec = FieldList()
    spec.add("maxUnavailable", record.maxUnavailable)
    spec.add("minAvailable", record.minAvailable)
    if record.selector != .nothing {
      spec.set("selector", view.selector(record.selector).syntaxValue)
    }
    spec.add("unhealthyPodEvictionPolicy", record.unhealthyPodEvictionPolicy.rawValue)
    var status = FieldList()
    for (name, count) in [
      ("currentHealthy", record.status.currentHealthy),
      ("desiredHealthy", record.status.desiredHealthy),
      ("disruptionsAllowed", record.status.disruptionsAllowed),
      ("expectedPods", record.status.expectedPods),
    ] {
      status.set(name, .integer(Int64(count)))
    }
    var fields = FieldList()
    fields.set("metadata", metadata.syntaxValue)
    fields.set("spec", spec.value)
    fields.set("status", status.value)
    return fields
  }
}
