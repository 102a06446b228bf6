/// `kubectl get leases`.
enum LeaseTable: ObjectTable {
  static let columns: [TableColumn] = ["NAME", "HOLDER", "AGE"]

  static func cells(of lease: APIField, in view: TableView) -> [String] {
    [lease.objectName, lease.spec.holderIdentity.text, view.age(of: lease)]
  }
}
