import ClusterState
import KubernetesObjects
import StructuredText

/// Resource quotas.
enum QuotaExporter: ObjectExporter {
  static let kinds = ["ResourceQuota"]

  static func keys(of kind: String, in view: ExportView) -> [ObjectKey] {
    let quotas = view.cluster.quotas
    return quotas.indices.filter { quotas[$0].isPresent }.map { row in
      ObjectKey(view.text(quotas[row].namespace), view.text(quotas[row].name), row: row)
    }
  }

  static func object(_ key: ObjectKey, of kind: String, in view: ExportView) -> FieldList {
    let record = view.cluster.quotas[key.row]
    var metadata = ObjectMeta(name: key.name, namespace: key.namespace)
    metadata.creationTimestamp = view.instant(record.created)
    var spec = FieldList()
    spec.add("hard", record.hard)
    let scopes = record.scopes.map { scope -> SyntaxValue in
      var fields = FieldList()
      fields.set("operator", .string(scope.operator.rawValue))
      fields.set("scopeName", .string(scope.scopeName.rawValue))
      fields.add("values", scope.values)
      return fields.value
    }
    if !scopes.isEmpty { spec.set("scopeSelector", ["matchExpressions": .sequence(scopes)]) }
    var status = FieldList()
    status.add("hard", record.hard)
    status.add("used", record.used)
    var fields = FieldList()
    fields.set("metadata", metadata.syntaxValue)
    fields.set("spec", spec.value)
    fields.set("status", status.value)
    return fields
  }
}
