import StructuredText

/// Puts one scenario over another: what the upper one says replaces what the lower one says, key by
/// key, and null takes it back.
///
/// Lists whose elements have names, such as node pools, are put over one another by name, and an
/// element key by key; other lists are replaced as a whole. Templates are put over one another to
/// the bottom, because the keys of Kubernetes objects stand side by side; elsewhere a mapping may
/// be one of several forms, such as a distribution, and is replaced.
enum ScenarioMerge {
  /// How far two mappings are put over one another.
  private enum Depth {
    /// The whole document.
    case document
    /// `metadata`, `spec`.
    case section
    /// The control plane, or an element of a list.
    case entry
    /// A template, to the bottom.
    case everything
    /// The upper one replaces the lower one.
    case nothing

    /// How far the values of `key` are.
    func below(_ key: String) -> Depth {
      switch self {
      case .document: .section
      case .section: .entry
      case .entry: key == "template" ? .everything : .nothing
      case .everything: .everything
      case .nothing: .nothing
      }
    }
  }

  /// `upper` over `lower`, both whole scenarios.
  static func merge(_ upper: SyntaxNode, over lower: SyntaxNode) -> SyntaxNode {
    merge(upper, over: lower, .document)
  }

  private static func merge(
    _ upper: SyntaxNode, over lower: SyntaxNode, _ depth: Depth
  ) -> SyntaxNode {
    if case .nothing = depth { return upper }
    switch (lower.kind, upper.kind) {
    case (.mapping, .mapping): return merge(members: upper, over: lower, depth)
    case (.sequence, .sequence): return merge(elements: upper, over: lower, depth) ?? upper
    default: return upper
    }
  }

  private static func merge(
    members upper: SyntaxNode, over lower: SyntaxNode, _ depth: Depth
  ) -> SyntaxNode {
    var members = Array(lower.members).map { Optional($0) }
    var rows: [String: Int] = [:]
    for (row, member) in lower.members.enumerated() { rows[member.key.text] = row }
    for member in upper.members {
      let key = member.key.text
      guard let row = rows[key], let known = members[row] else {
        if !member.value.isNull { members.append(member) }
        continue
      }
      members[row] =
        member.value.isNull
        ? nil : (member.key, merge(member.value, over: known.value, depth.below(key)))
    }
    return upper.mapping(of: members.compactMap { $0 })
  }

  /// The elements by name; nil where one of them has none.
  private static func merge(
    elements upper: SyntaxNode, over lower: SyntaxNode, _ depth: Depth
  ) -> SyntaxNode? {
    var elements: [SyntaxNode] = []
    var rows: [String: Int] = [:]
    for element in lower.elements {
      guard let name = name(of: element) else { return nil }
      rows[name] = elements.count
      elements.append(element)
    }
    for element in upper.elements {
      guard let name = name(of: element) else { return nil }
      if let row = rows[name] {
        elements[row] = merge(element, over: elements[row], depth)
      } else {
        elements.append(element)
      }
    }
    return upper.sequence(of: elements)
  }

  /// The name of an element of a list; nil where it has none.
  private static func name(of element: SyntaxNode) -> String? {
    guard element.kind == .mapping, let name = element["name"], name.kind == .scalar,
      !name.isNull
    else { return nil }
    return name.text
  }
}
