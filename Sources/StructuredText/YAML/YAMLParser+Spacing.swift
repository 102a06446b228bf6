/// What separates tokens: white space, line breaks, comments.
extension YAMLParser {
  /// Goes over white space, comments and line breaks to the next token [79].
  mutating func skipSpacing() {
    while position < bytes.count {
      switch bytes[position] {
      case ASCII.space: position += 1
      case ASCII.tab:
        lastTab = position
        position += 1
      case ASCII.lineFeed, ASCII.carriageReturn: skipBreak()
      case ASCII.hash:
        guard isCommentAllowed else { return }
        skipLine()
      default: return
      }
    }
  }

  /// Goes over spaces and tabs.
  @inline(__always)
  mutating func skipBlanks() {
    while true {
      switch peek() {
      case ASCII.space: position += 1
      case ASCII.tab:
        lastTab = position
        position += 1
      default: return
      }
    }
  }

  /// Goes over a line break: LF, CR or both [28].
  @inline(__always)
  mutating func skipBreak() {
    if peek() == ASCII.carriageReturn, peek(1) == ASCII.lineFeed { position += 1 }
    position += 1
    lineStart = position
  }

  /// Goes to the end of the line.
  mutating func skipLine() {
    while position < bytes.count, !isBreakOrEnd(bytes[position]) { position += 1 }
  }

  /// Whether `#` at the position begins a comment: it does after white space only.
  var isCommentAllowed: Bool {
    position == lineStart || bytes[position - 1] == ASCII.space
      || bytes[position - 1] == ASCII.tab
  }

  /// Makes sure that nothing but a comment follows on the line.
  mutating func expectLineEnd(after token: String) throws(ReadingProblem) {
    skipBlanks()
    guard !isBreakOrEnd(peek()) else { return }
    guard peek() == ASCII.hash else {
      let advice = peek() == ASCII.colon ? "; a space follows the \":\" after a key" : ""
      throw problem("expected the end of the line after \(token)\(advice)")
    }
    guard isCommentAllowed else { throw problem("expected a space before the \"#\" of a comment") }
    skipLine()
  }

  /// The spaces at the start of the line; tabs do not count.
  var lineIndent: Int {
    var index = lineStart
    while index < position, bytes[index] == ASCII.space { index += 1 }
    return index - lineStart
  }

  /// Whether `:` follows that makes a key of the token before the position, blanks between.
  ///
  /// Where `allowsAdjacent`, the value may follow it immediately.
  func isKeyAhead(inFlow: Bool, allowsAdjacent: Bool = false) -> Bool {
    var index = position
    while index < bytes.count, bytes[index] == ASCII.space || bytes[index] == ASCII.tab {
      index += 1
    }
    guard index < bytes.count, bytes[index] == ASCII.colon else { return false }
    guard !allowsAdjacent, index + 1 < bytes.count else { return true }
    let next = bytes[index + 1]
    return isSpaceOrEnd(next) || inFlow && isFlowIndicator(next)
  }

  /// Whether a byte ends a plain scalar within a flow collection [23].
  @inline(__always)
  func isFlowIndicator(_ byte: UInt8) -> Bool {
    switch byte {
    case ASCII.comma, ASCII.leftBracket, ASCII.rightBracket, ASCII.leftBrace, ASCII.rightBrace:
      true
    default: false
    }
  }

  /// Makes sure that a key from `start` up to the position may be one without `?`.
  ///
  /// It lies on one line and has at most 1024 characters (section 7.4).
  func checkKey(from start: Int) throws(ReadingProblem) {
    guard start >= lineStart else {
      throw ReadingProblem(start, "a key must be on one line; begin a longer one with \"? \"")
    }
    guard position - start > 1024 else { return }
    let characters = bytes[start..<position].reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
    guard characters <= 1024 else {
      throw ReadingProblem(
        start, "a key must have at most 1024 characters; begin a longer one with \"? \"")
    }
  }
}
