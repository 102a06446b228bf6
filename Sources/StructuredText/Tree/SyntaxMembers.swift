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

  /// The number of members, unless a key comes again in some mapping of the text.
  public var underestimatedCount: Int { tree.shadowedKeys.isEmpty ? count : 0 }

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
      while remaining > 0 {
        remaining -= 1
        let key = position
        let value = key + tree.nodes[key].span
        position = value + tree.nodes[value].span
        if tree.isShadowed(key) { continue }
        return (tree.node(at: key), tree.node(at: value))
      }
      return nil
    }
  }
}
