import StructuredText

/// A value and the node that it was read from, to blame it by.
struct Located<Value: Sendable>: Sendable {
  var value: Value
  let node: SyntaxNode
  /// The keys that lead to it.
  let path: String

  /// An error at this place.
  func error(_ message: String) -> Diagnostic {
    node.diagnostic(.error, "\(path): \(message)")
  }

  /// A warning at this place.
  func warning(_ message: String) -> Diagnostic {
    node.diagnostic(.warning, "\(path): \(message)")
  }

  /// Another value of this place.
  func map<Other: Sendable>(_ change: (Value) -> Other) -> Located<Other> {
    Located<Other>(value: change(value), node: node, path: path)
  }
}
