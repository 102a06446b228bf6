/// Builds the nodes of a tree from what a parser finds, and keeps the limits.
///
/// It belongs to one reading; a parser tells it what it finds, in the order of the text.
struct TreeBuilder {
  /// A collection that is not yet complete.
  struct OpenCollection {
    let index: Int
    let isMapping: Bool
    var childCount = 0
    /// The most collections one inside another among those complete within this one.
    var height = 0
    /// The number of expanded nodes before this one.
    let expandedBefore: Int
    let anchor: String?
  }

  /// What an alias of the name stands for.
  struct Anchor {
    let index: Int
    /// Nodes, aliases replaced.
    let expandedCount: Int
    let height: Int
    /// False while the collection is still open: it must not contain itself.
    var isComplete: Bool
  }

  /// The bytes of a scalar that count as another node once aliases are replaced: as many as a
  /// node's record has.
  static let bytesPerNode = 16

  let limits: TextLimits
  private(set) var nodes: ContiguousArray<TreeNode> = []
  private(set) var openCollections: [OpenCollection] = []
  var decoded: [UInt8] = []
  private(set) var tags: [(node: UInt32, tag: String)] = []
  private(set) var anchors: [String: Anchor] = [:]
  /// Nodes so far, every alias replaced by what it stands for; never above the limit.
  private(set) var expandedCount = 0
  /// The height of the collection that was completed last.
  private var lastHeight = 0
  /// Keys that their mapping has already.
  var duplicates: [DuplicateKey] = []
  /// The last of the keys like an earlier one, by the first of them.
  var lastAlike: [Int: Int] = [:]
  /// All but the last of the keys that are alike.
  var shadowedKeys: Set<Int> = []
  /// Room to compare the keys of one mapping in.
  var keys: [MappingKey] = []
  /// What is known of long keys that stand behind aliases, by their nodes.
  var longKeys: [Int: MappingKey] = [:]
  /// The first of each among them, by digest.
  var longKeysByDigest: [UInt64: [Int]] = [:]

  init(limits: TextLimits, sourceBytes: Int) {
    self.limits = limits
    nodes.reserveCapacity(min(sourceBytes / 16, limits.nodeCount))
  }

  /// Adds a scalar whose content is `length` bytes from `start` of the source or decoded text.
  @inline(__always)
  mutating func addScalar(
    at offset: Int, start: Int, length: Int, flags: TreeNode.Flags
  ) throws(ReadingProblem) {
    try count(1 + length / Self.bytesPerNode, at: offset)
    nodes.append(
      TreeNode(
        offset: UInt32(truncatingIfNeeded: offset), first: UInt32(truncatingIfNeeded: start),
        extent: UInt32(truncatingIfNeeded: length), kind: .scalar, flags: flags))
    countChild()
  }

  /// Adds a collection that holds what is added until `closeCollection`.
  mutating func openCollection(
    _ kind: TreeNode.Kind, at offset: Int, anchor: String? = nil, flags: TreeNode.Flags = []
  ) throws(ReadingProblem) {
    guard openCollections.count < limits.nestingDepth else { throw nestingProblem(at: offset) }
    let before = expandedCount
    try count(1, at: offset)
    let index = nodes.count
    nodes.append(
      TreeNode(
        offset: UInt32(truncatingIfNeeded: offset), first: 0, extent: 1, kind: kind, flags: flags))
    countChild()
    openCollections.append(
      OpenCollection(
        index: index, isMapping: kind == .mapping, expandedBefore: before, anchor: anchor))
    if let anchor {
      anchors[anchor] = Anchor(index: index, expandedCount: 0, height: 0, isComplete: false)
    }
  }

  /// Ends the innermost open collection.
  mutating func closeCollection(source: UnsafeBufferPointer<UInt8>) {
    guard let closed = openCollections.popLast() else { return }
    nodes[closed.index].first = UInt32(truncatingIfNeeded: closed.childCount)
    nodes[closed.index].extent = UInt32(truncatingIfNeeded: nodes.count - closed.index)
    raiseHeight(to: closed.height + 1)
    lastHeight = closed.height + 1
    if closed.isMapping, closed.childCount > 2 {
      findDuplicates(in: closed.index, members: closed.childCount / 2, source: source)
    }
    if let anchor = closed.anchor {
      anchors[anchor] = Anchor(
        index: closed.index, expandedCount: expandedCount - closed.expandedBefore,
        height: closed.height + 1, isComplete: true)
    }
  }

  /// Adds an alias of `anchor`.
  mutating func addAlias(of anchor: Anchor, at offset: Int) throws(ReadingProblem) {
    guard openCollections.count + anchor.height <= limits.nestingDepth else {
      throw nestingProblem(at: offset)
    }
    try count(anchor.expandedCount, at: offset)
    nodes.append(
      TreeNode(
        offset: UInt32(truncatingIfNeeded: offset),
        first: UInt32(truncatingIfNeeded: anchor.index), extent: 1, kind: .link, flags: []))
    countChild()
    raiseHeight(to: anchor.height)
  }

  /// Keeps a record free before a node that may prove to be the first key of a mapping.
  ///
  /// It is either filled or released once that node is complete.
  mutating func reserve(at offset: Int) throws(ReadingProblem) -> NodeReservation {
    let before = expandedCount
    try count(1, at: offset)
    nodes.append(
      TreeNode(
        offset: UInt32(truncatingIfNeeded: offset),
        first: UInt32(truncatingIfNeeded: nodes.count + 1), extent: 1, kind: .link, flags: []))
    return NodeReservation(index: nodes.count - 1, expandedBefore: before)
  }

  /// Lets the reserved record stand for the node after it.
  mutating func release(_ reserved: NodeReservation) {
    nodes[reserved.index].extent = UInt32(truncatingIfNeeded: nodes.count - reserved.index)
  }

  /// Makes an open mapping of the reserved record, and the first key of the node after it.
  mutating func fill(
    _ reserved: NodeReservation, anchor: String?
  ) throws(ReadingProblem) {
    let offset = Int(nodes[reserved.index].offset)
    guard openCollections.count + 1 + lastHeight <= limits.nestingDepth else {
      throw nestingProblem(at: offset)
    }
    nodes[reserved.index].kind = .mapping
    raiseHeight(to: lastHeight + 1)
    openCollections.append(
      OpenCollection(
        index: reserved.index, isMapping: true, childCount: 1, height: lastHeight,
        expandedBefore: reserved.expandedBefore, anchor: anchor))
    if let anchor {
      anchors[anchor] = Anchor(
        index: reserved.index, expandedCount: 0, height: 0, isComplete: false)
    }
  }

  /// Lets aliases refer to the scalar that was added last.
  mutating func anchorLastScalar(as anchor: String) {
    let length = nodes.last.map { Int($0.extent) } ?? 0
    anchors[anchor] = Anchor(
      index: nodes.count - 1, expandedCount: 1 + length / Self.bytesPerNode, height: 0,
      isComplete: true)
  }

  /// Lets aliases refer to the collection after a released record.
  mutating func anchorReleased(_ reserved: NodeReservation, as anchor: String) {
    // An equal anchor within the collection comes later in the text and so has precedence.
    if let inner = anchors[anchor], inner.index > reserved.index { return }
    anchors[anchor] = Anchor(
      index: reserved.index + 1, expandedCount: expandedCount - reserved.expandedBefore,
      height: lastHeight, isComplete: true)
  }

  /// Starts a document, which knows no earlier document's anchors.
  mutating func forgetAnchors() {
    if !anchors.isEmpty { anchors = [:] }
  }

  /// Gives a tag to the node at `index`, which is among the last or the next.
  mutating func addTag(_ tag: String, toNodeAt index: Int) {
    if index < nodes.count { nodes[index].flags.insert(.hasTag) }
    var place = tags.count
    while place > 0, Int(tags[place - 1].node) > index { place -= 1 }
    tags.insert((UInt32(truncatingIfNeeded: index), tag), at: place)
  }

  /// Forgets what the rest of a broken text would have completed.
  mutating func abandonOpenCollections() {
    openCollections.removeAll()
  }

  /// The finished tree of `source`.
  consuming func tree(of source: SourceText) -> SyntaxTree {
    SyntaxTree(
      source: source, nodes: nodes, decoded: decoded, tags: tags, shadowedKeys: shadowedKeys)
  }

  @inline(__always)
  private mutating func count(_ added: Int, at offset: Int) throws(ReadingProblem) {
    guard nodes.count < limits.nodeCount else {
      throw ReadingProblem(offset, "the text has more nodes than the limit, \(limits.nodeCount)")
    }
    guard added <= limits.aliasExpansion - expandedCount else {
      throw ReadingProblem(
        offset,
        "the text has more nodes than the limit, \(limits.aliasExpansion), "
          + "once every alias is replaced by what it stands for")
    }
    expandedCount += added
  }

  private func nestingProblem(at offset: Int) -> ReadingProblem {
    ReadingProblem(
      offset, "collections lie one inside another deeper than the limit, \(limits.nestingDepth)")
  }

  @inline(__always)
  private mutating func countChild() {
    let last = openCollections.count - 1
    if last >= 0 { openCollections[last].childCount &+= 1 }
  }

  private mutating func raiseHeight(to height: Int) {
    let last = openCollections.count - 1
    if last >= 0, openCollections[last].height < height { openCollections[last].height = height }
  }
}
