import KubernetesObjects
import StructuredText

/// Putting a value where steps lead, in a scenario or in an object.
extension Assignment {
  /// Why the value cannot be put where the steps lead.
  enum Miss: Error {
    /// There is nothing to take away.
    case absent
    /// The steps lead nowhere; what may have been meant.
    case astray(hint: String)
  }

  /// By what an element of a list is known beside its number, the first of these that it has.
  private static let names = ["name", "key", "topologyKey", "metric", "at"]

  /// `node` with `value` where `parts` lead; nil if it is to be taken away, which a null says.
  func put(
    _ value: SyntaxNode, at parts: ArraySlice<String>, into node: SyntaxNode
  ) throws(Miss) -> SyntaxNode? {
    guard let part = parts.first else { return value.isNull ? nil : value }
    switch node.kind {
    case .scalar:
      if !value.isNull { return try wrapped(value, in: parts) }
      if node.isNull { throw .absent }
      throw .astray(hint: "; \(SchemaReader.summary(of: node)) has nothing below it")
    case .sequence: return try put(value, at: parts, intoElementsOf: node)
    case .mapping:
      var members = Array(node.members)
      guard let row = members.firstIndex(where: { $0.key.hasText(part) }) else {
        if value.isNull { throw .absent }
        members.append(try member(part, value, in: parts.dropFirst()))
        return node.mapping(of: members)
      }
      if let inner = try put(value, at: parts.dropFirst(), into: members[row].value) {
        members[row].value = inner
      } else {
        members.remove(at: row)
      }
      return node.mapping(of: members)
    }
  }

  private func put(
    _ value: SyntaxNode, at parts: ArraySlice<String>, intoElementsOf node: SyntaxNode
  ) throws(Miss) -> SyntaxNode? {
    var elements = Array(node.elements)
    let row = try row(of: parts[parts.startIndex], in: elements)
    if let inner = try put(value, at: parts.dropFirst(), into: elements[row]) {
      elements[row] = inner
    } else {
      elements.remove(at: row)
    }
    return node.sequence(of: elements)
  }

  /// The row of the element that is called `part`, or has this number.
  private func row(of part: String, in elements: [SyntaxNode]) throws(Miss) -> Int {
    let rows = elements.indices.filter { Self.name(of: elements[$0]) == part }
    if rows.count > 1 {
      let numbers = rows.prefix(8).map { "\($0)" }
      throw .astray(
        hint: "; several are called \(part), so say the number: \(Spelling.alternatives(numbers))")
    }
    if let row = rows.first { return row }
    if let row = Int(part), elements.indices.contains(row) { return row }
    let names = elements.compactMap { Self.name(of: $0) }
    if let near = Spelling.nearest(to: part, among: names) {
      throw .astray(hint: "; did you mean \(near)?")
    }
    let count = elements.count == 1 ? "1 element" : "\(elements.count) elements"
    throw .astray(
      hint: names.isEmpty
        ? ", which has \(count)" : "; there is \(Spelling.alternatives(Array(names.prefix(8))))")
  }

  /// What the element of a list is called; that of an object stands in its metadata.
  private static func name(of element: SyntaxNode) -> String? {
    guard element.kind == .mapping else { return nil }
    let named = element["metadata"].flatMap { $0.kind == .mapping ? $0["name"] : nil }
    for node in names.map({ element[$0] }) + [named] {
      if let node, node.kind == .scalar, !node.isNull { return node.text }
    }
    return nil
  }

  private func member(
    _ name: String, _ value: SyntaxNode, in parts: ArraySlice<String>
  ) throws(Miss) -> SyntaxMembers.Element {
    // A list that is not there has no element to be meant.
    let isList =
      object == nil
      && ScenarioDraft.specFields.contains { $0.name == name && $0.form == "list" }
    guard let key = keyNode(name), parts.isEmpty || !isList else { throw .astray(hint: "") }
    return (key, parts.isEmpty ? value : try wrapped(value, in: parts))
  }

  /// The value in mappings, one for each of `parts`.
  private func wrapped(
    _ value: SyntaxNode, in parts: ArraySlice<String>
  ) throws(Miss) -> SyntaxNode {
    var node = value
    for part in parts.reversed() {
      guard let key = keyNode(part) else { throw .astray(hint: "") }
      node = key.mapping(of: [(key, node)])
    }
    return node
  }
}
