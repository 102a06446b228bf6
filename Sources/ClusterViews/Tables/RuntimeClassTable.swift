/// `kubectl get runtimeclasses`.
enum RuntimeClassTable: ObjectTable {
  static let columns: [TableColumn] = ["NAME", "HANDLER", "AGE"]

  static func cells(of runtime: APIField, in view: TableView) -> [String] {
    [runtime.objectName, runtime.handler.text, view.age(of: runtime)]
  }
}
