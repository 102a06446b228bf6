import ClusterState
import KubernetesObjects
import StructuredText

/// Namespaces: `default`, those that have an object, and those in which there are pods.
enum NamespaceExporter: ObjectExporter {
  static let kinds = ["Namespace"]

  static func keys(of kind: String, in view: ExportView) -> [ObjectKey] {
    var names = Set(["default"] + view.manifests.namespaces)
    for template in view.cluster.templates.all { names.insert(view.text(template.namespace)) }
    for record in view.cluster.workloads { names.insert(view.text(record.namespace)) }
    return names.sorted().map { ObjectKey($0, row: 0) }
  }

  static func object(_ key: ObjectKey, of kind: String, in view: ExportView) -> FieldList {
    var metadata = ObjectMeta(name: key.name)
    metadata.creationTimestamp = view.instant(.zero)
    if let symbol = view.cluster.symbols.find(key.name),
      let labels = view.cluster.namespaces.labels(of: symbol)
    {
      metadata.labels = view.labels(labels)
    }
    var fields = FieldList()
    fields.set("metadata", metadata.syntaxValue)
    fields.set("status", ["phase": "Active"])
    return fields
  }
}

/// Priority classes that were applied.
enum PriorityClassExporter: ObjectExporter {
  static let kinds = ["PriorityClass"]

  static func keys(of kind: String, in view: ExportView) -> [ObjectKey] {
    view.manifests.priorityClasses.enumerated().map { ObjectKey($1.metadata.name, row: $0) }
  }

  static func object(_ key: ObjectKey, of kind: String, in view: ExportView) -> FieldList {
    let priority = view.manifests.priorityClasses[key.row]
    var fields = FieldList()
    fields.add("globalDefault", priority.globalDefault)
    fields.set("metadata", priority.metadata.syntaxValue)
    fields.add("preemptionPolicy", priority.preemptionPolicy.rawValue)
    fields.set("value", .integer(Int64(priority.value)))
    return fields
  }
}
