import ClusterState
import KubernetesObjects
import StructuredText

/// Namespaces, those that are being emptied among them, and `default`, which every cluster has.
enum NamespaceExporter: ObjectExporter {
  static let kinds = ["Namespace"]

  static func keys(of kind: String, in view: ExportView) -> [ObjectKey] {
    let records = view.cluster.namespaces.records
    let keys = records.indices.filter { records[$0].isPresent }
      .map { ObjectKey(view.text(records[$0].name), row: $0) }
    return keys.contains { $0.name == "default" }
      ? keys : [ObjectKey("default", row: records.count)] + keys
  }

  static func object(_ key: ObjectKey, of kind: String, in view: ExportView) -> FieldList {
    let records = view.cluster.namespaces.records
    // Of a namespace in which nothing is, the tables know nothing.
    let record = key.row < records.count ? records[key.row] : nil
    var metadata = ObjectMeta(name: key.name)
    if let record { metadata.labels = view.labels(record.labels) }
    metadata.creationTimestamp = view.instant(record?.created ?? .zero)
    metadata.deletionTimestamp = record.flatMap { view.instant($0.deletion) }
    var fields = FieldList()
    fields.set("metadata", metadata.syntaxValue)
    fields.set("spec", ["finalizers": ["kubernetes"]])
    fields.set("status", ["phase": record?.isTerminating ?? false ? "Terminating" : "Active"])
    return fields
  }
}
