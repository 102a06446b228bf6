import ClusterSimulation
import KubernetesObjects
import StructuredText

/// Putting the value into a scenario.
extension Assignment {
  /// Why the value cannot be put where the key leads.
  private struct Miss: Error {
    let hint: String
  }

  /// The scenario with the value in its place; null takes away what is there.
  ///
  /// - Throws: that the key leads nowhere, with what may have been meant.
  func applied(to root: SyntaxNode) throws(DiagnosticList) -> SyntaxNode {
    let parts = self.parts
    guard parts.count <= Self.mostSteps else {
      throw failure("the key has more steps than the limit, \(Self.mostSteps)")
    }
    if parts.starts(with: ["spec", "include"]) {
      throw failure("values are set once all files are included, so that this would come too late")
    }
    guard let value = node else { throw failure("the value is not YAML: \(value)") }
    if parts.count > 1, parts[0] == "spec", let problem = unknownSection(parts[1]) {
      throw failure(problem)
    }
    do throws(Miss) {
      return try put(value, at: parts[...], into: root) ?? root
    } catch {
      throw failure("the scenario has nothing at \(key)\(error.hint)")
    }
  }

  private func failure(_ message: String) -> DiagnosticList { DiagnosticList([error(message)]) }

  /// That the scenario has no section of this name, with the nearest key that may be set.
  private func unknownSection(_ name: String) -> String? {
    let sections = ScenarioDraft.specFields.map(\.name)
    if sections.contains(name) { return nil }
    let names = sections + ControlPlaneSetting.all.map(\.name) + ["profile"]
    let hint = Spelling.nearest(to: name, inTable: names).map { "; did you mean \($0)?" } ?? ""
    return "there is no key \(name)\(hint)"
  }

  /// `node` with the value where `parts` lead; nil if it is to be taken away.
  private func put(
    _ value: SyntaxNode, at parts: ArraySlice<String>, into node: SyntaxNode
  ) throws(Miss) -> SyntaxNode? {
    guard let part = parts.first else { return value.isNull ? nil : value }
    switch node.kind {
    case .scalar: return value.isNull ? node : try wrapped(value, in: parts)
    case .sequence: return try put(value, at: parts, intoElementsOf: node)
    case .mapping:
      var members = Array(node.members)
      guard let row = members.firstIndex(where: { $0.key.hasText(part) }) else {
        if value.isNull { return node }
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
    let part = parts[parts.startIndex]
    let row =
      elements.firstIndex { ScenarioMerge.name(of: $0) == part }
      ?? Int(part).flatMap { elements.indices.contains($0) ? $0 : nil }
    guard let row else {
      let names = elements.compactMap { ScenarioMerge.name(of: $0) }
      if let near = Spelling.nearest(to: part, among: names) {
        throw Miss(hint: "; did you mean \(near)?")
      }
      throw Miss(
        hint: names.isEmpty
          ? ", which has \(elements.count) elements"
          : "; there is \(Spelling.alternatives(Array(names.prefix(8))))")
    }
    if let inner = try put(value, at: parts.dropFirst(), into: elements[row]) {
      elements[row] = inner
    } else {
      elements.remove(at: row)
    }
    return node.sequence(of: elements)
  }

  private func member(
    _ name: String, _ value: SyntaxNode, in parts: ArraySlice<String>
  ) throws(Miss) -> SyntaxMembers.Element {
    // A list that is not there has no element to be meant.
    let isList = ScenarioDraft.specFields.contains { $0.name == name && $0.form == "list" }
    guard let key = keyNode(name), parts.isEmpty || !isList else { throw Miss(hint: "") }
    return (key, parts.isEmpty ? value : try wrapped(value, in: parts))
  }

  /// The value in mappings, one for each of `parts`.
  private func wrapped(
    _ value: SyntaxNode, in parts: ArraySlice<String>
  ) throws(Miss) -> SyntaxNode {
    var node = value
    for part in parts.reversed() {
      guard let key = keyNode(part) else { throw Miss(hint: "") }
      node = value.mapping(of: [(key, node)])
    }
    return node
  }
}
