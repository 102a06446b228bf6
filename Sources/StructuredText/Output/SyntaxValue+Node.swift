extension SyntaxValue {
  /// What `node` holds, without its places: numbers stay as they are written, keys become texts.
  public init(_ node: SyntaxNode) {
    switch node.kind {
    case .sequence: self = .sequence(node.elements.map(SyntaxValue.init))
    case .mapping:
      self = .mapping(node.members.map { Member($0.key.text, SyntaxValue($0.value)) })
    case .scalar:
      switch node.value {
      case .null: self = .null
      case .boolean(let value): self = .boolean(value)
      case .integer(let value): self = .integer(value)
      case .float: self = .number(node.text)
      case .string(let text): self = .string(text)
      }
    }
  }
}
