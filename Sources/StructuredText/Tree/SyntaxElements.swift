/// The elements of a sequence, in order.
public struct SyntaxElements: Sequence, Sendable {
  let tree: SyntaxTree
  let start: Int
  /// The number of elements.
  public let count: Int

  /// Whether there is no element.
  public var isEmpty: Bool { count == 0 }

  /// The first element.
  public var first: SyntaxNode? { count > 0 ? tree.node(at: start) : nil }

  /// The number of elements, exactly.
  public var underestimatedCount: Int { count }

  /// Starts with the first element.
  public func makeIterator() -> Iterator {
    Iterator(tree: tree, position: start, remaining: count)
  }

  /// Goes from element to element.
  public struct Iterator: IteratorProtocol {
    let tree: SyntaxTree
    var position: Int
    var remaining: Int

    /// The next element.
    public mutating func next() -> SyntaxNode? {
      guard remaining > 0 else { return nil }
      remaining -= 1
      defer { position += tree.nodes[position].span }
      return tree.node(at: position)
    }
  }
}
