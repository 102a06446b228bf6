/// `kubectl get replicasets`.
enum ReplicaSetTable: ObjectTable {
  static let columns: [TableColumn] =
    ["NAME", "DESIRED", "CURRENT", "READY", "AGE"] + TableColumn.template

  static func cells(of set: APIField, in view: TableView) -> [String] {
    replicaCells(of: set, in: view, selector: set.spec["selector"].selectorText)
  }

  /// The cells of a replica set or a replication controller.
  static func replicaCells(
    of set: APIField, in view: TableView, selector: String
  ) -> [String] {
    [
      set.objectName, "\(set.spec.replicas.whole)", "\(set.status.replicas.whole)",
      "\(set.status.readyReplicas.whole)", view.age(of: set),
    ] + set.spec.template.spec.templateCells(selector: selector)
  }
}
