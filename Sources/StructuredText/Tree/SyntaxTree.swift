/// The nodes of one input; immutable once built and shared by every `SyntaxNode` of it.
final class SyntaxTree: Sendable {
  let source: SourceText
  let nodes: ContiguousArray<TreeNode>
  /// The content of scalars that differ from their source, one after another.
  let decoded: [UInt8]
  /// Explicit tags by node, in the order of the nodes.
  let tags: [(node: UInt32, tag: String)]
  /// Keys that come again in their mappings, where that is allowed and the last counts.
  let shadowedKeys: Set<Int>
  /// Nodes of other trees of which a node here is made.
  let foreign: [SyntaxNode]

  init(
    source: SourceText, nodes: ContiguousArray<TreeNode>, decoded: [UInt8],
    tags: [(node: UInt32, tag: String)], shadowedKeys: Set<Int> = [], foreign: [SyntaxNode] = []
  ) {
    self.source = source
    self.nodes = nodes
    self.decoded = decoded
    self.tags = tags
    self.shadowedKeys = shadowedKeys
    self.foreign = foreign
  }

  /// The node at `index`, or the one it stands for.
  func node(at index: Int) -> SyntaxNode {
    let index = resolve(index)
    let node = nodes[index]
    return node.kind == .foreign ? foreign[Int(node.first)] : SyntaxNode(tree: self, index: index)
  }

  /// `index`, or the index of the node it stands for.
  func resolve(_ index: Int) -> Int {
    var index = index
    while nodes[index].kind == .link { index = Int(nodes[index].first) }
    return index
  }

  /// Whether the key at `index` comes again in its mapping, and so does not count.
  func isShadowed(_ index: Int) -> Bool {
    !shadowedKeys.isEmpty && shadowedKeys.contains(index)
  }

  /// Calls `body` with the content of the scalar at `index`; with nothing for a collection.
  func withText<Result>(
    at index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    let node = nodes[index]
    guard node.kind == .scalar else { return try body(UnsafeBufferPointer(start: nil, count: 0)) }
    let range = Int(node.first)..<Int(node.first) + Int(node.extent)
    let bytes = node.flags.contains(.isDecoded) ? decoded : source.bytes
    return try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// The explicit tag of the node at `index`.
  func tag(at index: Int) -> String? {
    guard nodes[index].flags.contains(.hasTag) else { return nil }
    var low = 0
    var high = tags.count
    while low < high {
      let middle = (low + high) / 2
      if Int(tags[middle].node) < index { low = middle + 1 } else { high = middle }
    }
    return low < tags.count && Int(tags[low].node) == index ? tags[low].tag : nil
  }
}
