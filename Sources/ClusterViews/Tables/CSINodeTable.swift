/// `kubectl get csinodes`.
enum CSINodeTable: ObjectTable {
  static let columns: [TableColumn] = ["NAME", "DRIVERS", "AGE"]

  static func cells(of node: APIField, in view: TableView) -> [String] {
    [node.objectName, "\(node.spec.drivers.size)", view.age(of: node)]
  }
}
