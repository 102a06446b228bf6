import StructuredText

/// Mappings of manifests, as YAML 1.1 and those who abridge them write them.
extension ObjectDecoder {
  /// The members of `mapping` without `...`, and with what its merge key brings in.
  ///
  /// A member of the mapping itself goes before one that is merged, and of several mappings that
  /// are merged the first goes before the others. What is merged is behind aliases, whose expansion
  /// the reader limits, so the work is bounded too. Source: https://yaml.org/type/merge.html, and
  /// `decoder.merge` of go-yaml v2.
  mutating func manifestMembers(of mapping: SyntaxNode) -> [SyntaxMembers.Element] {
    var members: [SyntaxMembers.Element] = []
    var names: Set<String> = []
    // The one to be merged next is the last.
    var sources: [SyntaxNode] = []
    collect(mapping, &members, &names, &sources)
    while let source = sources.popLast() {
      switch source.kind {
      case .mapping: collect(source, &members, &names, &sources)
      case .sequence: sources += source.elements.reversed()
      case .scalar where source.isNull: break
      case .scalar:
        append(source.diagnostic(.error, "<<: expected a mapping or a list of mappings"))
      }
    }
    return members
  }

  private mutating func collect(
    _ mapping: SyntaxNode, _ members: inout [SyntaxMembers.Element], _ names: inout Set<String>,
    _ sources: inout [SyntaxNode]
  ) {
    for member in mapping.members {
      let name = member.key.text
      if name == "<<", member.key.isPlain {
        sources.append(member.value)
      } else if name == "...", member.value.isNull {
        skipEllipsis(at: member.key)
      } else if names.insert(name).inserted {
        members.append(member)
      }
    }
  }
}
