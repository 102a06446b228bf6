import KubernetesObjects
import StructuredText

/// What `kubectl get` prints.
package struct ObjectListing {
  /// What `-o` asks for; a table where it asks for nothing.
  package enum Format: String, CaseIterable, Sendable {
    case table
    /// Tables with the columns that are left out otherwise.
    case wide
    /// Names with their kinds, one a line.
    case name
    case json
    case yaml
  }

  /// How it is printed.
  package struct Options: Sendable {
    package var format: Format
    package var showsLabels = false
    package var showsHeaders = true

    /// The standard form in `format`.
    package init(format: Format = .table) { self.format = format }
  }

  /// The text, with a line break at its end unless it is empty.
  package private(set) var text = ""
  /// What was asked for and is not there, in kubectl's words.
  package private(set) var problems: [String] = []
  /// That there is nothing at all, in kubectl's words; nil if there is something.
  package private(set) var emptiness: String?

  /// The objects that `arguments` ask for.
  package init(
    _ arguments: ResourceArguments, of selection: ObjectSelection, _ options: Options
  ) {
    switch options.format {
    case .table, .wide: addTables(arguments, selection, options)
    case .name: addNames(arguments, selection)
    case .json, .yaml: addObjects(arguments, selection, options.format)
    }
    let isEmpty = text.isEmpty && problems.isEmpty
    guard isEmpty else { return }
    let isNamespaced = arguments.requests.contains { $0.kind.isNamespaced }
    emptiness =
      isNamespaced && selection.namespace != nil
      ? "No resources found in \(selection.namespace ?? "") namespace." : "No resources found"
  }

  private mutating func addNames(_ arguments: ResourceArguments, _ selection: ObjectSelection) {
    for request in arguments.requests {
      problems += selection.forEach(request) {
        text += "\(request.kind.qualifiedName)/\($0.objectName)\n"
      }
    }
  }

  private mutating func addObjects(
    _ arguments: ResourceArguments, _ selection: ObjectSelection, _ format: Format
  ) {
    var objects: [SyntaxValue] = []
    for request in arguments.requests {
      problems += selection.forEach(request) { objects.append(request.kind.written($0)) }
    }
    let isSingle = arguments.requests.count == 1 && arguments.requests[0].names.count == 1
    if isSingle, objects.isEmpty { return }
    let value: SyntaxValue =
      isSingle
      ? objects[0]
      : [
        "apiVersion": "v1", "items": .sequence(objects), "kind": "List",
        "metadata": ["resourceVersion": ""],
      ]
    let bytes =
      format == .json
      ? JSONEmitter.bytes(of: value, layout: .indented) + [UInt8(ascii: "\n")]
      : YAMLEmitter.bytes(of: value)
    text = String(decoding: bytes, as: UTF8.self)
  }

  private mutating func addTables(
    _ arguments: ResourceArguments, _ selection: ObjectSelection, _ options: Options
  ) {
    for request in arguments.requests {
      var table = TableText(request.kind, selection, options, namesKind: arguments.namesKinds)
      problems += selection.forEach(request) { table.add($0) }
      if table.isEmpty { continue }
      text += (text.isEmpty ? "" : "\n") + table.text
    }
  }
}

/// One table of a listing.
private struct TableText {
  private let kind: APIResource
  private let view: TableView
  private let options: ObjectListing.Options
  private let showsNamespaces: Bool
  private let namesKind: Bool
  private var rows = ""
  private(set) var isEmpty = true

  init(
    _ kind: APIResource, _ selection: ObjectSelection, _ options: ObjectListing.Options,
    namesKind: Bool
  ) {
    self.kind = kind
    self.options = options
    self.namesKind = namesKind
    view = TableView(now: selection.now, isWide: options.format == .wide)
    showsNamespaces = kind.isNamespaced && selection.namespace == nil
  }

  mutating func add(_ object: APIField) {
    isEmpty = false
    var cells = kind.table.cells(of: object, in: view)
    if namesKind, let name = kind.table.columns.firstIndex(where: { $0.title == "NAME" }) {
      cells[name] = "\(kind.qualifiedName)/\(cells[name])"
    }
    let shown = zip(kind.table.columns, cells).filter { view.isWide || !$0.0.isWide }.map(\.1)
    append(
      (showsNamespaces ? [object.objectNamespace] : []) + shown.map(Self.firstLine)
        + (options.showsLabels ? [object.metadata.labels.labelsText] : []))
  }

  var text: String {
    var header = ""
    if options.showsHeaders {
      let titles = kind.table.columns.filter { view.isWide || !$0.isWide }.map(\.title)
      header =
        ((showsNamespaces ? ["NAMESPACE"] : []) + titles
        + (options.showsLabels ? ["LABELS"] : [])).joined(separator: "\t") + "\n"
    }
    return ElasticTabs.table.layOut(header + rows)
  }

  private mutating func append(_ cells: [String]) {
    rows += cells.joined(separator: "\t") + "\n"
  }

  /// A cell is cut at its first line break.
  private static func firstLine(_ cell: String) -> String {
    let line = cell.prefix { !$0.isNewline }
    return line.count == cell.count ? cell : line + "..."
  }
}
