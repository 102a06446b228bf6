/// Literal and folded scalars (section 8.1).
extension YAMLParser {
  /// What the line with `|` or `>` says.
  private struct BlockHeader {
    enum Chomping {
      case strip
      case clip
      case keep
    }

    var chomping = Chomping.clip
    var indentation: Int?
  }

  /// Reads the scalar whose `|` or `>` is at the position, in a collection in column `parent`.
  mutating func readBlockScalar(parent: Int) throws(ReadingProblem) -> YAMLScalarToken {
    var token = YAMLScalarToken(offset: position, start: sink.decoded.count, length: 0)
    token.isDecoded = true
    token.style = peek() == ASCII.bar ? .literal : .folded
    let header = try readBlockHeader()
    let indent =
      if let indentation = header.indentation {
        max(parent, 0) + indentation
      } else {
        try findBlockIndent(minimum: parent + 1)
      }
    let pending = readBlockLines(indent: indent, isFolded: token.style == .folded, token.start)
    switch header.chomping {
    case .strip: break
    case .clip: appendBreaks(sink.decoded.count > token.start ? min(pending, 1) : 0)
    case .keep: appendBreaks(pending)
    }
    token.length = sink.decoded.count - token.start
    return token
  }

  private mutating func readBlockHeader() throws(ReadingProblem) -> BlockHeader {
    var header = BlockHeader()
    var hasChomping = false
    position += 1
    while !isSpaceOrEnd(peek()) {
      switch peek() {
      case ASCII.minus where !hasChomping, ASCII.plus where !hasChomping:
        header.chomping = peek() == ASCII.minus ? .strip : .keep
        hasChomping = true
      case (ASCII.zero + 1)...(ASCII.zero + 9) where header.indentation == nil:
        header.indentation = Int(peek() - ASCII.zero)
      default:
        throw problem("expected one of 1…9, \"+\" or \"-\", or the end of the line, after | or >")
      }
      position += 1
    }
    try expectLineEnd(after: "the head of a block scalar")
    if position < bytes.count { skipBreak() }
    return header
  }

  /// The indentation of the first line that is not empty.
  private mutating func findBlockIndent(minimum: Int) throws(ReadingProblem) -> Int {
    var index = position
    var longestEmpty = 0
    var longestEmptyEnd = position
    while index < bytes.count {
      let start = index
      while index < bytes.count, bytes[index] == ASCII.space { index += 1 }
      let spaces = index - start
      guard index < bytes.count, isBreakOrEnd(bytes[index]) else {
        guard index < bytes.count, spaces >= minimum else {
          if index < bytes.count, bytes[index] == ASCII.tab {
            throw ReadingProblem(index, "a tab in the indentation; indent with spaces")
          }
          return max(minimum, index < bytes.count ? 0 : max(longestEmpty, spaces))
        }
        guard longestEmpty <= spaces else {
          throw ReadingProblem(
            longestEmptyEnd, "an empty line with more spaces than the first line of the text")
        }
        return spaces
      }
      if spaces > longestEmpty { (longestEmpty, longestEmptyEnd) = (spaces, index) }
      index +=
        bytes[index] == ASCII.carriageReturn && index + 1 < bytes.count
          && bytes[index + 1] == ASCII.lineFeed ? 2 : 1
    }
    return max(minimum, longestEmpty)
  }

  /// Reads the lines of the text; the line breaks after the last of them.
  private mutating func readBlockLines(indent: Int, isFolded: Bool, _ start: Int) -> Int {
    var pending = 0
    var isLastSpaced = true
    while position < bytes.count, !(indent == 0 && isAtDocumentEnd) {
      let line = position
      while position - line < indent, peek() == ASCII.space { position += 1 }
      if isBreakOrEnd(peek()) {
        // The end of the text ends an empty line as a line break does.
        guard position < bytes.count || position > line else { break }
        if position < bytes.count { skipBreak() }
        pending += 1
        continue
      }
      guard position - line == indent else {
        position = line
        break
      }
      let content = position
      let isSpaced = peek() == ASCII.space || peek() == ASCII.tab
      if isFolded, !isSpaced, !isLastSpaced, pending > 0 {
        appendFolded(pending)
      } else {
        appendBreaks(pending)
      }
      isLastSpaced = isSpaced
      pending = 0
      skipLine()
      sink.decoded.append(contentsOf: bytes[content..<position])
      if position < bytes.count {
        skipBreak()
        pending = 1
      } else if isSpaced, bytes[content...].allSatisfy({ $0 == ASCII.space }) {
        pending = 1
      }
    }
    return pending
  }
}
