/// The members of a mapping, in the order of the text.
public struct SyntaxMembers: Sequence, Sendable {
  /// A key and its value.
  public typealias Element = (key: SyntaxNode, value: SyntaxNode)

  let tree: SyntaxTree
  let start: Int
  /// The number of members.
  public let count: Int

  /// Whether there is no member.
  public var isEmpty: Bool { count == 0 }

  /// The number of members, exactly.
  public var underestimatedCount: Int { count }

  /// Starts with the first member.
  public func makeIterator() -> Iterator {
    Iterator(tree: tree, position: start, remaining: count)
  }

  /// Goes from member to member.
  public struct Iterator: IteratorProtocol {
    let tree: SyntaxTree
    var position: Int
    var remaining: Int

    /// The next member.
    public mutating func next() -> Element? {
      guard remaining > 0 else { return nil }
      remaining -= 1
      let value = position + tree.nodes[position].span
      defer { position = value + tree.nodes[value].span }
      return (tree.node(at: position), tree.node(at: value))
    }
  }
}
