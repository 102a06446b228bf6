/// `kubectl get secrets`.
enum SecretTable: ObjectTable {
  static let columns: [TableColumn] = ["NAME", "TYPE", "DATA", "AGE"]

  static func cells(of secret: APIField, in view: TableView) -> [String] {
    [secret.objectName, secret.type.text, "\(secret.data.size)", view.age(of: secret)]
  }
}
