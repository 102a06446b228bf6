/// The entries of open block collections.
extension YAMLParser {
  /// Goes over blanks and the `:` after a key.
  mutating func skipKeyIndicator() {
    while bytes[position] != ASCII.colon { position += 1 }
    position += 1
  }

  /// Goes over `?`; its key is due.
  mutating func startExplicitKey() -> Step {
    blocks[blocks.count - 1].awaitsValue = true
    position += 1
    return explicitStep
  }

  private var indent: Int { blocks[blocks.count - 1].indent }

  /// After `-`.
  var entryStep: Step {
    .node(NodeContext(parent: indent, allowsCompact: true, allowsIndentless: false))
  }

  /// After `?`, or the `:` that belongs to it.
  private var explicitStep: Step {
    .node(NodeContext(parent: indent, allowsCompact: true, allowsIndentless: true))
  }

  /// After the `:` of a key without `?`.
  var valueStep: Step {
    .node(NodeContext(parent: indent, allowsCompact: false, allowsIndentless: true))
  }

  /// Goes on after a complete node; nil at the end of the document.
  mutating func continueBlock() throws(ReadingProblem) -> Step? {
    skipSpacing()
    guard !isAtDocumentEnd else {
      while !blocks.isEmpty { try closeBlock() }
      return nil
    }
    let column = position - lineStart
    while let top = blocks.last, top.indent > column { try closeBlock() }
    if isAfterIndentlessSequence(column) { try closeBlock() }
    guard let top = blocks.last else {
      throw problem("expected the end of the document; its root is complete")
    }
    guard lastTab < lineStart else {
      throw ReadingProblem(lastTab, "a tab in the indentation; indent with spaces")
    }
    guard top.indent == column else {
      throw problem(
        "this line is indented like no open collection; the nearest has column "
          + "\(top.indent + 1)")
    }
    return top.kind == .sequence ? try readNextEntry() : try readNextMember(top)
  }

  private func isAfterIndentlessSequence(_ column: Int) -> Bool {
    let count = blocks.count
    return count > 1 && blocks[count - 1].kind == .sequence && blocks[count - 1].indent == column
      && blocks[count - 2].indent == column && !isAtIndicator(ASCII.minus)
  }

  private mutating func readNextEntry() throws(ReadingProblem) -> Step {
    guard isAtIndicator(ASCII.minus) else {
      throw problem("expected \"- \" and a further entry of the sequence")
    }
    position += 1
    return entryStep
  }

  private mutating func readNextMember(_ top: BlockFrame) throws(ReadingProblem) -> Step {
    if top.awaitsValue {
      blocks[blocks.count - 1].awaitsValue = false
      if isAtIndicator(ASCII.colon) {
        position += 1
        return explicitStep
      }
      try sink.scalar(.empty(at: position), YAMLNodeProperties())
    }
    if isAtIndicator(ASCII.question) { return startExplicitKey() }
    guard !isAtIndicator(ASCII.minus) else {
      throw problem("expected a key; \"- \" does not fit into a mapping")
    }
    try readImplicitKey()
    return valueStep
  }

  /// Reads a key without `?` and its `:` [192].
  private mutating func readImplicitKey() throws(ReadingProblem) {
    let start = position
    var properties = YAMLNodeProperties()
    if peek() == ASCII.ampersand || peek() == ASCII.exclamation {
      properties = try readProperties(inFlow: false)
    }
    switch peek() {
    case ASCII.colon where isAtIndicator(ASCII.colon):
      try sink.scalar(.empty(at: position), properties)
    case ASCII.leftBracket, ASCII.leftBrace:
      try readFlowCollection(properties, minimumIndent: indent + 1)
    case ASCII.bar, ASCII.greater:
      throw problem("a block scalar as a key must follow \"? \"")
    default:
      let token = try readInlineScalar(minimumIndent: indent + 1, inFlow: false)
      guard isKeyAhead(inFlow: false) else { throw missingColon(after: start) }
      try emit(token, properties)
    }
    try checkKey(from: start)
    guard isKeyAhead(inFlow: false) else { throw missingColon(after: start) }
    skipKeyIndicator()
  }

  private func missingColon(after key: Int) -> ReadingProblem {
    ReadingProblem(key, "expected a key followed by \": \"")
  }

  private mutating func closeBlock() throws(ReadingProblem) {
    guard let top = blocks.popLast() else { return }
    if top.awaitsValue { try sink.scalar(.empty(at: position), YAMLNodeProperties()) }
    sink.close(top.kind)
  }
}
