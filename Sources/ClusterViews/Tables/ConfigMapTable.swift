/// `kubectl get configmaps`.
enum ConfigMapTable: ObjectTable {
  static let columns: [TableColumn] = ["NAME", "DATA", "AGE"]

  static func cells(of map: APIField, in view: TableView) -> [String] {
    [map.objectName, "\(map.data.size + map.binaryData.size)", view.age(of: map)]
  }
}
