import StructuredText

extension SyntaxNode {
  /// What the node is, for messages: `"half"`, `3`, `true`, `null`, `a list` or `a mapping`.
  var summary: String {
    switch kind {
    case .sequence: return "a list"
    case .mapping: return "a mapping"
    case .scalar: break
    }
    switch value {
    case .null: return "null"
    case .boolean, .integer, .float: return text
    case .string(let content): return content.excerpt
    }
  }
}
