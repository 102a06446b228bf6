import StructuredText

extension StrategicMerge {
  /// What `$patch` says of the mapping it stands in.
  enum Directive: String, CaseIterable {
    /// The mapping, or the whole list, becomes what the patch says.
    case replace
    /// The mapping loses all it has; in a list the element goes.
    case delete
    /// The mapping is merged, as without a directive.
    case merge

    static let key = "$patch"
    /// The keys that a mapping keeps.
    static let retainKeys = "$retainKeys"
    private static let deletedValues = "$deleteFromPrimitiveList/"
    private static let elementOrder = "$setElementOrder/"

    /// Whether a key is no part of the object.
    static func isMark(_ key: String) -> Bool { key == Self.key || key == retainKeys }

    /// The list that loses the values under `key`.
    static func listOfDeleted(_ key: String) -> String? {
      key.hasPrefix(deletedValues) ? String(key.dropFirst(deletedValues.count)) : nil
    }

    /// Whether a key gives a list its order, which no patch written by hand does.
    fileprivate static func isOrder(_ key: String) -> Bool { key.hasPrefix(elementOrder) }
  }

  /// What is wrong with the directives of a patch, each with its place.
  static func faults(in patch: SyntaxNode, under key: String = "") -> [(SyntaxNode, String)] {
    if patch.kind == .sequence {
      let mergeKey = mergeKey(of: key, patch.elements.map { SyntaxValue($0) })
      return patch.elements.flatMap { element in
        faults(ofElement: element, knownBy: mergeKey) + faults(in: element)
      }
    }
    guard patch.kind == .mapping else { return [] }
    return patch.members.flatMap { member in
      let name = member.key.text
      return faults(of: name, member.value, in: patch) + faults(in: member.value, under: name)
    }
  }

  private static func faults(
    of key: String, _ value: SyntaxNode, in patch: SyntaxNode
  ) -> [(SyntaxNode, String)] {
    if key == Directive.key {
      guard Directive(rawValue: value.text) == nil else { return [] }
      let words = Directive.allCases.map(\.rawValue)
      let hint = Spelling.nearest(to: value.text, among: words).map { "; did you mean \($0)?" }
      return [(value, "expected \(Spelling.alternatives(words))" + (hint ?? ""))]
    }
    if key == Directive.retainKeys { return faults(ofRetained: value, in: patch) }
    if Directive.listOfDeleted(key) != nil, value.kind != .sequence {
      return [(value, "expected the list of values that go")]
    }
    if Directive.isOrder(key) {
      return [(value, "\(key) is not simulated; new elements come last")]
    }
    return []
  }

  /// A patch says nothing of what the object does not retain.
  private static func faults(
    ofRetained value: SyntaxNode, in patch: SyntaxNode
  ) -> [(SyntaxNode, String)] {
    guard value.kind == .sequence else { return [(value, "expected the list of keys that stay")] }
    let kept = Set(value.elements.map(\.text))
    return patch.members.compactMap { member in
      let name = member.key.text
      guard !name.hasPrefix("$"), !member.value.isNull, !kept.contains(name) else { return nil }
      return (value, "expected \(name) too, which the patch sets")
    }
  }

  private static func faults(
    ofElement element: SyntaxNode, knownBy mergeKey: String?
  ) -> [(SyntaxNode, String)] {
    guard let mark = element[Directive.key], let directive = Directive(rawValue: mark.text) else {
      return []
    }
    guard let mergeKey else {
      return [(mark, "the list has no names, so a patch replaces it whole")]
    }
    switch directive {
    case .merge: return [(mark, "expected replace or delete: lists are merged without it")]
    case .delete where element[mergeKey] == nil:
      return [(mark, "expected \(mergeKey) beside it: which element goes")]
    case .replace, .delete: return []
    }
  }
}

extension SyntaxValue {
  /// What `$patch` says in a mapping.
  var directive: StrategicMerge.Directive? {
    guard case .string(let text)? = self[StrategicMerge.Directive.key] else { return nil }
    return StrategicMerge.Directive(rawValue: text)
  }
}
