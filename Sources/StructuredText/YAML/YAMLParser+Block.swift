/// Block nodes: what indentation structures (chapter 8).
extension YAMLParser {
  /// A block node while its kind is found out.
  struct BlockNode {
    let context: NodeContext
    /// Where the search for the node began.
    let entry: Int
    /// A block collection may begin here.
    var mayOpen: Bool
    /// A tab precedes the node, after which no block collection may begin.
    var hasTab = false
    /// Where the node begins on its line, properties included.
    var start = 0
    /// Properties on earlier lines: of a mapping if the node proves to be its key.
    var outer = YAMLNodeProperties()
    /// Properties on the node's own line.
    var own = YAMLNodeProperties()
  }

  /// Reads a node up to its end, or up to where its first child is due.
  mutating func readBlockNode(_ context: NodeContext) throws(ReadingProblem) -> Step {
    var node = BlockNode(context: context, entry: position, mayOpen: context.allowsCompact)
    let entryLine = lineStart
    while true {
      let line = lineStart
      skipSpacing()
      if lineStart != line { node.mayOpen = true }
      guard !isAtDocumentEnd, lineStart == entryLine || isIndented(within: context) else {
        try sink.scalar(.empty(at: position), node.outer)
        return .next
      }
      node.hasTab = lastTab >= max(lineStart, node.entry)
      node.start = position
      guard peek() == ASCII.ampersand || peek() == ASCII.exclamation else {
        return try readBlockContent(node)
      }
      node.own = try readProperties(inFlow: false)
      guard isBreakOrEnd(peek()) || peek() == ASCII.hash && isCommentAllowed else {
        return try readBlockContent(node)
      }
      node.outer = try merged(node.outer, node.own)
      node.own = YAMLNodeProperties()
    }
  }

  private func isIndented(within context: NodeContext) -> Bool {
    lineIndent > context.parent
      || context.allowsIndentless && position - lineStart == context.parent
        && isAtIndicator(ASCII.minus)
  }

  private mutating func readBlockContent(_ node: BlockNode) throws(ReadingProblem) -> Step {
    switch peek() {
    case ASCII.minus where isAtIndicator(ASCII.minus):
      try openBlock(.sequence, node, indicator: "-")
      position += 1
      return entryStep
    case ASCII.question where isAtIndicator(ASCII.question):
      try openBlock(.mapping, node, indicator: "?")
      return startExplicitKey()
    case ASCII.colon where isAtIndicator(ASCII.colon):
      try openBlock(.mapping, node, indicator: nil)
      try sink.scalar(.empty(at: position), node.own)
      position += 1
      return valueStep
    case ASCII.bar, ASCII.greater:
      let token = try readBlockScalar(parent: node.context.parent)
      try sink.scalar(token, merged(node.outer, node.own))
      return .next
    case ASCII.leftBracket, ASCII.leftBrace: return try readFlowInBlock(node)
    default: return try readScalarInBlock(node)
    }
  }

  private mutating func readScalarInBlock(_ node: BlockNode) throws(ReadingProblem) -> Step {
    let minimumIndent = node.context.parent + 1
    var token = try readInlineScalar(minimumIndent: minimumIndent, inFlow: false)
    if isKeyAhead(inFlow: false) {
      try checkKey(from: node.start)
      try openBlock(.mapping, node, indicator: nil)
      try emit(token, node.own)
      skipKeyIndicator()
      return valueStep
    }
    if token.style == .plain, !token.isAlias {
      try continuePlain(&token, minimumIndent: minimumIndent, inFlow: false)
    }
    try emit(token, merged(node.outer, node.own))
    try expectLineEnd(after: token.isAlias ? "an alias" : "a scalar")
    return .next
  }

  private mutating func readFlowInBlock(_ node: BlockNode) throws(ReadingProblem) -> Step {
    let reserved = try sink.reserve(at: node.start)
    try readFlowCollection(node.own, minimumIndent: node.context.parent + 1)
    if isKeyAhead(inFlow: false) {
      try checkKey(from: node.start)
      try checkOpening(node, indicator: nil)
      try sink.fill(reserved, isFlow: false, node.outer)
      blocks.append(BlockFrame(kind: .mapping, indent: node.start - lineStart))
      skipKeyIndicator()
      return valueStep
    }
    _ = try merged(node.outer, node.own)
    sink.release(reserved, node.outer)
    try expectLineEnd(after: "a flow collection")
    return .next
  }

  /// Tells a scalar or an alias.
  mutating func emit(
    _ token: YAMLScalarToken, _ properties: YAMLNodeProperties
  ) throws(ReadingProblem) {
    guard token.isAlias else { return try sink.scalar(token, properties) }
    guard properties.isEmpty else {
      throw ReadingProblem(token.offset, "an alias has neither anchor nor tag of its own")
    }
    try sink.alias(token)
  }

  private func checkOpening(
    _ node: BlockNode, indicator: String?
  ) throws(ReadingProblem) {
    let subject = indicator.map { "\"\($0)\"" } ?? "a key"
    guard node.mayOpen else {
      throw ReadingProblem(
        node.start, "\(subject) must begin on a line of its own here; quote a text with \": \"")
    }
    guard !node.hasTab else {
      throw ReadingProblem(node.start, "a tab before \(subject); indent with spaces")
    }
    guard indicator == nil || node.own.isEmpty else {
      throw problem("expected a line break between the properties of a node and \(subject)")
    }
  }

  private mutating func openBlock(
    _ kind: YAMLCollectionKind, _ node: BlockNode, indicator: String?
  ) throws(ReadingProblem) {
    try checkOpening(node, indicator: indicator)
    blocks.append(BlockFrame(kind: kind, indent: node.start - lineStart))
    try sink.open(kind, isFlow: false, at: node.start, node.outer)
  }
}
