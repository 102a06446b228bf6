/// `kubectl get namespaces`.
enum NamespaceTable: ObjectTable {
  static let columns: [TableColumn] = ["NAME", "STATUS", "AGE"]

  static func cells(of namespace: APIField, in view: TableView) -> [String] {
    [namespace.objectName, namespace.status.phase.text, view.age(of: namespace)]
  }
}
