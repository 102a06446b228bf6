/// What is known of the API and changes nothing.
extension ObjectDecoder {
  /// Passes over the current field, which its type knows and a simulation does not need.
  ///
  /// The names below it are checked by `UnusedStructures`, under the field's own name unless
  /// `structure` says another.
  mutating func skipUnusedField(as structure: String? = nil) {
    if countsUnusedFields {
      let field = FieldPath(Array(path.components.dropFirst(objectDepth))).withoutIndices
      unusedFields.count("\(kind) \(field)", at: node)
    }
    guard case .field(let name) = path.components.last else { return }
    checkMembers(of: structure ?? name, isList: UnusedStructures.lists.contains(name))
  }

  /// Counts the members of the current node, or of its elements, that `structure` does not have.
  /// A structure that is not known may have any.
  mutating func checkMembers(of structure: String, isList: Bool = false) {
    guard !node.isNull, let members = UnusedStructures.members[structure] else { return }
    if isList {
      readElements { _, decoder in decoder.checkMembers(of: structure) }
      return
    }
    readMembers { name, decoder in
      guard let member = members[name] else {
        decoder.skipUnknownField(among: members.keys)
        return
      }
      guard let inner = member.structure else { return }
      decoder.checkMembers(of: inner, isList: member.isList)
    }
  }
}
