/// Scalars without quotes, and aliases (sections 7.1 and 7.3.3).
extension YAMLParser {
  /// Reads an alias, a quoted scalar, or a plain scalar up to the end of its first line.
  mutating func readInlineScalar(
    minimumIndent: Int, inFlow: Bool
  ) throws(ReadingProblem) -> YAMLScalarToken {
    switch peek() {
    case ASCII.quotation: return try readDoubleQuoted(minimumIndent: minimumIndent)
    case ASCII.apostrophe: return try readSingleQuoted(minimumIndent: minimumIndent)
    case ASCII.asterisk:
      let start = position
      let name = try readAnchorName()
      var token = YAMLScalarToken(offset: start, start: name.lowerBound, length: name.count)
      token.isAlias = true
      return token
    default:
      try checkPlainStart(inFlow: inFlow)
      let start = position
      skipPlainLine(inFlow: inFlow)
      return YAMLScalarToken(offset: start, start: start, length: position - start)
    }
  }

  /// Makes sure that a plain scalar may begin here [126].
  private func checkPlainStart(inFlow: Bool) throws(ReadingProblem) {
    switch peek() {
    case ASCII.minus, ASCII.question, ASCII.colon:
      guard isSpaceOrEnd(peek(1)) || inFlow && isFlowIndicator(peek(1)) else { return }
    case ASCII.comma, ASCII.leftBracket, ASCII.rightBracket, ASCII.leftBrace, ASCII.rightBrace,
      ASCII.hash, ASCII.ampersand, ASCII.asterisk, ASCII.exclamation, ASCII.bar, ASCII.greater,
      ASCII.percent, ASCII.at, ASCII.backtick:
      break
    default: return
    }
    let found = Character(Unicode.Scalar(peek()))
    throw problem("a value cannot begin with \"\(found)\" here; a text that does needs quotes")
  }

  /// Goes to the end of a plain scalar's content on this line.
  private mutating func skipPlainLine(inFlow: Bool) {
    var index = position
    var contentEnd = position
    scan: while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case ASCII.minus...0x39: break
      case ASCII.lineFeed, ASCII.carriageReturn: break scan
      case ASCII.space, ASCII.tab:
        index &+= 1
        continue
      case ASCII.colon:
        guard index + 1 < bytes.count else { break scan }
        let next = bytes[index + 1]
        if isSpaceOrEnd(next) || inFlow && isFlowIndicator(next) { break scan }
      case ASCII.hash where index > contentEnd: break scan
      case ASCII.comma, ASCII.leftBracket, ASCII.rightBracket, ASCII.leftBrace, ASCII.rightBrace:
        if inFlow { break scan }
      default: break
      }
      index &+= 1
      contentEnd = index
    }
    position = contentEnd
  }

  /// Adds the further lines of a plain scalar to `token`, folded [134].
  mutating func continuePlain(
    _ token: inout YAMLScalarToken, minimumIndent: Int, inFlow: Bool
  ) throws(ReadingProblem) {
    while true {
      let (end, line) = (position, lineStart)
      let breaks = skipBlankLines()
      guard breaks > 0, !isAtDocumentEnd, lineIndent >= minimumIndent,
        isPlainContinued(inFlow: inFlow)
      else {
        (position, lineStart) = (end, line)
        return
      }
      if !token.isDecoded {
        let content = bytes[token.start..<token.start + token.length]
        token.start = sink.decoded.count
        token.isDecoded = true
        sink.decoded.append(contentsOf: content)
      }
      appendFolded(breaks)
      let start = position
      skipPlainLine(inFlow: inFlow)
      sink.decoded.append(contentsOf: bytes[start..<position])
      token.length = sink.decoded.count - token.start
      guard inFlow || !isKeyAhead(inFlow: false) else {
        throw ReadingProblem(
          start,
          "a \": \" within a text of several lines; a key must be on one line, "
            + "and indented as the keys before it")
      }
    }
  }

  private func isPlainContinued(inFlow: Bool) -> Bool {
    switch peek() {
    case ASCII.hash: false
    case ASCII.colon:
      !(isSpaceOrEnd(peek(1)) || inFlow && isFlowIndicator(peek(1)))
    case let byte: !(inFlow && isFlowIndicator(byte))
    }
  }

  /// Goes over blanks and line breaks; the number of breaks.
  mutating func skipBlankLines() -> Int {
    var breaks = 0
    while true {
      skipBlanks()
      guard position < bytes.count, isBreakOrEnd(bytes[position]) else { return breaks }
      skipBreak()
      breaks += 1
    }
  }

  /// Appends what line breaks between two lines of text mean [73].
  mutating func appendFolded(_ breaks: Int) {
    if breaks == 1 {
      sink.decoded.append(ASCII.space)
    } else {
      appendBreaks(breaks - 1)
    }
  }

  /// Appends `count` line feeds.
  mutating func appendBreaks(_ count: Int) {
    for _ in 0..<count { sink.decoded.append(ASCII.lineFeed) }
  }
}
