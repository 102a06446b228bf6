/// `kubectl get limitranges`.
enum LimitRangeTable: ObjectTable {
  static let columns: [TableColumn] = ["NAME", "CREATED AT"]

  static func cells(of range: APIField, in view: TableView) -> [String] {
    [range.objectName, range.metadata.creationTimestamp.text(or: "<unknown>")]
  }
}
