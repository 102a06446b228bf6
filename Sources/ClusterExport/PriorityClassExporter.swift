import ClusterState
import KubernetesObjects
import StructuredText

/// Priority classes beside those that every cluster has.
enum PriorityClassExporter: ObjectExporter {
  static let kinds = ["PriorityClass"]

  static func keys(of kind: String, in view: ExportView) -> [ObjectKey] {
    view.priorityClasses.enumerated().map { ObjectKey($1.metadata.name, row: $0) }
  }

  static func object(_ key: ObjectKey, of kind: String, in view: ExportView) -> FieldList {
    let priority = view.priorityClasses[key.row]
    var fields = FieldList()
    fields.add("globalDefault", priority.globalDefault)
    fields.set("metadata", priority.metadata.syntaxValue)
    fields.add("preemptionPolicy", priority.preemptionPolicy.rawValue)
    fields.set("value", .integer(Int64(priority.value)))
    return fields
  }
}
