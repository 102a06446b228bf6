extension SyntaxNode {
  /// The node that a path such as `profiles[0].pluginConfig[1].args` leads to, or the last one on
  /// the way.
  public func descendant(at path: String) -> SyntaxNode {
    var node = self
    for part in path.split(whereSeparator: { $0 == "." || $0 == "[" || $0 == "]" }) {
      let next =
        Int(part).flatMap { index in node.elements.dropFirst(index).first { _ in true } }
        ?? node[String(part)]
      guard let next else { return node }
      node = next
    }
    return node
  }
}
