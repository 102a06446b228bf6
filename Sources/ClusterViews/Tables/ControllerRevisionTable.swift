/// `kubectl get controllerrevisions`.
enum ControllerRevisionTable: ObjectTable {
  static let columns: [TableColumn] = ["NAME", "CONTROLLER", "REVISION", "AGE"]

  static func cells(of revision: APIField, in view: TableView) -> [String] {
    [
      revision.objectName, controller(of: revision), "\(revision.revision.whole)",
      view.age(of: revision),
    ]
  }

  private static func controller(of revision: APIField) -> String {
    guard let owner = revision.controllerReference else { return "<none>" }
    let kind = owner.kind.text.lowercased()
    let version = owner.apiVersion.text
    let group = version.contains("/") ? "." + version.prefix { $0 != "/" } : ""
    return "\(kind)\(group)/\(owner["name"].text)"
  }
}
