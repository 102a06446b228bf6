import KubernetesObjects

/// The columns that `kubectl get` shows of one kind.
///
/// Source: `pkg/printers/internalversion` of Kubernetes v1.36: these tables are made by the API
/// server.
protocol ObjectTable: Sendable {
  /// The columns, those of `-o wide` among them.
  static var columns: [TableColumn] { get }
  /// What the columns hold for `object`, in their order.
  static func cells(of object: APIField, in view: TableView) -> [String]
}

/// A column of a table.
struct TableColumn: ExpressibleByStringLiteral, Sendable {
  let title: String
  /// Whether the column is shown with `-o wide` alone.
  let isWide: Bool

  /// A column that is always shown.
  init(stringLiteral title: String) {
    self.title = title
    isWide = false
  }

  /// A column that is shown with `-o wide` alone.
  static func wide(_ title: String) -> TableColumn { TableColumn(title: title, isWide: true) }

  private init(title: String, isWide: Bool) {
    self.title = title
    self.isWide = isWide
  }

  /// The columns of whatever has containers and a selector.
  static let template: [TableColumn] = [.wide("CONTAINERS"), .wide("IMAGES"), .wide("SELECTOR")]
}

/// How tables are looked at.
struct TableView {
  /// The instant up to which ages are counted.
  let now: Timestamp
  /// Whether `-o wide` is asked for, which lengthens some cells too.
  let isWide: Bool

  /// The time since the object was created.
  func age(of object: APIField) -> String { HumanDuration.since(object.creation, at: now) }
}

extension APIField {
  /// The names and the images of a pod specification's containers, and a selector's text.
  func templateCells(selector: String) -> [String] {
    let containers = self.containers.elements
    return [
      containers.map { $0["name"].text }.joined(separator: ","),
      containers.map { $0.image.text }.joined(separator: ","), selector,
    ]
  }

  /// What Go prints of a pointer to a truth value.
  var truthText: String { exists ? (isTrue ? "True" : "False") : "<unset>" }
}

extension [String] {
  /// The first `limit` texts, and how many of the `total` are left out.
  func joined(atMost limit: Int, of total: Int) -> String {
    let shown = prefix(limit).joined(separator: ",")
    return count > limit ? "\(shown) + \(total - limit) more..." : shown
  }
}
