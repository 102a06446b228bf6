/// `kubectl get statefulsets`.
enum StatefulSetTable: ObjectTable {
  static let columns: [TableColumn] = [
    "NAME", "READY", "AGE", .wide("CONTAINERS"), .wide("IMAGES"),
  ]

  static func cells(of set: APIField, in view: TableView) -> [String] {
    [
      set.objectName, "\(set.status.readyReplicas.whole)/\(set.spec.replicas.whole)",
      view.age(of: set),
    ] + set.spec.template.spec.templateCells(selector: "").dropLast()
  }
}
