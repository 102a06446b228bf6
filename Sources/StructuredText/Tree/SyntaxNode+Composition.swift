/// Nodes made of others, of whatever input; each of these keeps its place.
extension SyntaxNode {
  /// A mapping of `members`, of which no two keys are to be alike, at the place of this node.
  public func mapping(of members: [SyntaxMembers.Element]) -> SyntaxNode {
    composed(.mapping, members.flatMap { [$0.key, $0.value] })
  }

  /// A sequence of `elements` at the place of this node.
  public func sequence(of elements: [SyntaxNode]) -> SyntaxNode {
    composed(.sequence, elements)
  }

  /// A scalar at the place of this node; a plain one gets its type from the schema.
  public func scalar(_ text: String, isPlain: Bool) -> SyntaxNode {
    let bytes = Array(text.utf8)
    let flags: TreeNode.Flags = isPlain ? [.isDecoded, .isPlain] : [.isDecoded]
    let node = TreeNode(
      offset: tree.nodes[index].offset, first: 0, extent: UInt32(truncatingIfNeeded: bytes.count),
      kind: .scalar, flags: flags)
    let made = SyntaxTree(source: tree.source, nodes: [node], decoded: bytes, tags: [])
    return SyntaxNode(tree: made, index: 0)
  }

  private func composed(_ kind: TreeNode.Kind, _ children: [SyntaxNode]) -> SyntaxNode {
    let count = UInt32(truncatingIfNeeded: children.count)
    let offset = tree.nodes[index].offset
    var nodes: ContiguousArray = [
      TreeNode(offset: offset, first: count, extent: count + 1, kind: kind, flags: [])
    ]
    for row in 0..<count {
      nodes.append(TreeNode(offset: offset, first: row, extent: 1, kind: .foreign, flags: []))
    }
    let made = SyntaxTree(
      source: tree.source, nodes: nodes, decoded: [], tags: [], foreign: children)
    return SyntaxNode(tree: made, index: 0)
  }
}
