import KubernetesObjects
import StructuredText

/// Walks the tree of a scenario by the tables of fields and collects every problem with its place.
struct SchemaReader {
  /// The node that is read next.
  private(set) var node: SyntaxNode
  /// The folder of what no file says, such as the values of a command line.
  private let folder: String
  /// What went wrong so far.
  private(set) var problems: [Diagnostic] = []
  /// Those that say of keys that they lead nowhere: nothing knows the key, or what it leads to has
  /// no keys.
  private(set) var strayKeys: [Diagnostic] = []
  /// Fields of Kubernetes objects that nothing knows.
  private(set) var unknownFields = OccurrenceCounts()
  /// What else of Kubernetes objects is passed over.
  private(set) var passedOver = OccurrenceCounts()
  private var path = FieldPath()
  /// The files that values may name.
  var inputs: InputFiles
  /// Whether a file that a value names is not there.
  var isInputMissing = false

  /// A reader of `node`, parts of which may come from several files; `folder` is that of parts
  /// that come from a command line.
  init(_ node: SyntaxNode, folder: String, inputs: InputFiles = .none) {
    self.node = node
    self.folder = folder
    self.inputs = inputs
  }

  /// The folder to which a name of a file at the current node is relative.
  var folderOfNames: String {
    node.file.hasPrefix("--set ") ? folder : InputFiles.folderOfNames(in: node.file)
  }

  /// The keys that lead to the current node: `spec.nodePools[0].count`.
  var place: String { path.description }

  /// Reads the current mapping into `target`, key by key; false if it is no mapping.
  @discardableResult
  mutating func read<Target>(_ fields: [Field<Target>], into target: inout Target) -> Bool {
    guard node.kind == .mapping else {
      fail(expected: "a mapping")
      return false
    }
    let mapping = node
    var given: Set<String> = []
    for (key, value) in mapping.members {
      let name = key.text
      guard let field = fields.first(where: { $0.name == name }) else {
        at(name, key) { $0.failUnknownKey(name, among: fields.map(\.name)) }
        continue
      }
      if value.isNull { continue }
      given.insert(name)
      at(name, value) { field.read(&target, &$0) }
    }
    for field in fields where field.isRequired && !given.contains(field.name) {
      fail("\(field.name) is required: \(field.form)")
    }
    return true
  }

  /// The current mapping as a `Target`; nil if it is no mapping.
  mutating func mapping<Target: SchemaMapping>(_: Target.Type = Target.self) -> Target? {
    var target = Target()
    let before = problems.count
    guard read(Target.fields, into: &target) else { return nil }
    if problems.count == before { target.check(&self) }
    return target
  }

  /// Calls `body` at each element of the current list.
  @discardableResult
  mutating func elements(_ body: (inout SchemaReader) -> Void) -> Bool {
    guard node.kind == .sequence else {
      fail(expected: "a list")
      return false
    }
    let list = node
    var index = 0
    for element in list.elements {
      path.append(.index(index))
      node = element
      body(&self)
      path.removeLast()
      index += 1
    }
    node = list
    return true
  }

  /// The elements of the current list, each a mapping.
  mutating func list<Target: SchemaMapping>(_: Target.Type = Target.self) -> [Target] {
    var list: [Target] = []
    elements { reader in
      if let element: Target = reader.mapping() { list.append(element) }
    }
    return list
  }

  /// Calls `body` at each member of the current mapping, whatever its key.
  mutating func members(
    expecting expectation: String, _ body: (String, inout SchemaReader) -> Void
  ) -> Bool {
    guard node.kind == .mapping else {
      fail(expected: expectation)
      return false
    }
    for (key, value) in node.members {
      let name = key.text
      at(name, value) { body(name, &$0) }
    }
    return true
  }

  private mutating func at(
    _ name: String, _ place: SyntaxNode, _ body: (inout SchemaReader) -> Void
  ) {
    let mapping = node
    node = place
    path.append(.field(name))
    body(&self)
    path.removeLast()
    node = mapping
  }

  /// `value` with the place of the current node.
  func located<Value>(_ value: Value) -> Located<Value> {
    Located(value: value, node: node, path: place)
  }
}

extension SchemaReader {
  /// Reports an error at the current node.
  mutating func fail(_ message: String) {
    let prefix = path.isEmpty ? "" : "\(place): "
    problems.append(node.diagnostic(.error, prefix + message))
  }

  /// Reports a problem of a node below the current one.
  mutating func fail(_ message: String, at node: SyntaxNode) {
    problems.append(node.diagnostic(.error, "\(place): \(message)"))
  }

  /// Reports that the current node is not what was expected, and what was found instead.
  mutating func fail(expected: String, suggestion: String? = nil) {
    let hint = suggestion.map { "; did you mean \($0)?" } ?? ""
    let message = "expected \(expected), found \(Self.summary(of: node))\(hint)"
    if node.kind == .mapping { failStrayKey(message) } else { fail(message) }
  }

  /// Reports that a key leads nowhere.
  mutating func failStrayKey(_ message: String) {
    fail(message)
    if let problem = problems.last { strayKeys.append(problem) }
  }

  /// Reports a key that nothing knows.
  mutating func failUnknownKey(_ name: String, among names: [String]) {
    if let near = Spelling.nearest(to: name, among: names) {
      failStrayKey("unknown key; did you mean \(near)?")
    } else {
      failStrayKey("unknown key; expected \(Spelling.alternatives(names))")
    }
  }

  /// Takes over problems found by another reader.
  mutating func append(_ others: [Diagnostic]) { problems += others }

  /// What a node is, for messages.
  static func summary(of node: SyntaxNode) -> String {
    switch node.kind {
    case .sequence: return "a list"
    case .mapping: return "a mapping"
    case .scalar: break
    }
    if node.isNull { return "null" }
    let text = node.text
    let short = text.count > 48 ? String(text.prefix(48)) + "…" : text
    return "\"" + short.split(whereSeparator: \.isNewline).joined(separator: " ") + "\""
  }

  /// Reads the current node with the decoder of Kubernetes objects; nil after a problem.
  mutating func object<Value: FieldDecodable>(_: Value.Type = Value.self, kind: String) -> Value? {
    var decoder = ObjectDecoder(node)
    decoder.enterObject(kind: kind)
    let value = Value.decode(from: &decoder)
    let prefix = place
    problems += decoder.diagnostics.map { problem in
      let separator = problem.message.first == "[" ? "" : "."
      let joined = Self.startsWithPath(problem.message) ? prefix + separator : prefix + ": "
      return Diagnostic(
        problem.severity, file: problem.file, location: problem.location,
        message: joined + problem.message)
    }
    unknownFields.add(decoder.unknownFields)
    passedOver.add(decoder.passedOver)
    return decoder.diagnostics.isEmpty ? value : nil
  }

  /// Whether a decoder's message opens with the way to the field that it is about.
  private static func startsWithPath(_ message: String) -> Bool {
    guard let colon = message.firstIndex(of: ":") else { return false }
    return !message[..<colon].contains(" ")
  }
}
