/// Scalars in quotes (sections 7.3.1 and 7.3.2).
extension YAMLParser {
  /// Reads the scalar that begins with the apostrophe at the position.
  mutating func readSingleQuoted(minimumIndent: Int) throws(ReadingProblem) -> YAMLScalarToken {
    try readQuoted(ASCII.apostrophe, style: .singleQuoted, minimumIndent: minimumIndent)
  }

  /// Reads the scalar that begins with the quotation mark at the position.
  mutating func readDoubleQuoted(minimumIndent: Int) throws(ReadingProblem) -> YAMLScalarToken {
    try readQuoted(ASCII.quotation, style: .doubleQuoted, minimumIndent: minimumIndent)
  }

  private mutating func readQuoted(
    _ quote: UInt8, style: YAMLScalarStyle, minimumIndent: Int
  ) throws(ReadingProblem) -> YAMLScalarToken {
    let opening = position
    position += 1
    skipQuotedRun(quote)
    let isEscaped = quote == ASCII.apostrophe && peek(1) == quote
    var token = YAMLScalarToken(
      offset: opening, start: opening + 1, length: position - opening - 1)
    token.style = style
    if peek() != quote || isEscaped {
      token.start = sink.decoded.count
      token.isDecoded = true
      sink.decoded.append(contentsOf: bytes[opening + 1..<position])
      try decodeQuotedRest(of: token, quote, minimumIndent: minimumIndent)
      token.length = sink.decoded.count - token.start
    }
    position += 1
    return token
  }

  /// Stops at the quote, a line break, the end, or, within quotation marks, a backslash.
  @inline(__always)
  private mutating func skipQuotedRun(_ quote: UInt8) {
    while position + 8 <= bytes.count {
      let word = ByteWord(bytes, at: position)
      let stops = word.matches(quote) | word.matches(ASCII.backslash) | word.controls
      guard stops == 0 else {
        position += ByteWord.leading(stops)
        break
      }
      position += 8
    }
    while position < bytes.count {
      let byte = bytes[position]
      guard byte != quote, byte >= ASCII.space || byte == ASCII.tab else { return }
      guard byte != ASCII.backslash || quote == ASCII.apostrophe else { return }
      position += 1
    }
  }

  /// Decodes up to the closing quote.
  private mutating func decodeQuotedRest(
    of token: YAMLScalarToken, _ quote: UInt8, minimumIndent: Int
  ) throws(ReadingProblem) {
    // Blanks before a line break are dropped, but never what an escape has said.
    var kept = token.start
    while true {
      switch peek() {
      case quote where quote == ASCII.apostrophe && peek(1) == quote:
        sink.decoded.append(quote)
        position += 2
      case quote: return
      case ASCII.backslash:
        if isBreakOrEnd(peek(1)), position + 1 < bytes.count {
          position += 1
          let breaks = try skipQuotedBreaks(of: token, minimumIndent)
          appendBreaks(breaks - 1)
        } else {
          try decodeEscape()
        }
        kept = sink.decoded.count
      case ASCII.lineFeed, ASCII.carriageReturn:
        trimBlanks(downTo: kept)
        let breaks = try skipQuotedBreaks(of: token, minimumIndent)
        appendFolded(breaks)
        kept = sink.decoded.count
      default: throw unclosed(token)
      }
      let start = position
      skipQuotedRun(quote)
      sink.decoded.append(contentsOf: bytes[start..<position])
    }
  }

  private mutating func trimBlanks(downTo kept: Int) {
    while sink.decoded.count > kept, let last = sink.decoded.last,
      last == ASCII.space || last == ASCII.tab
    {
      sink.decoded.removeLast()
    }
  }

  private func unclosed(_ token: YAMLScalarToken) -> ReadingProblem {
    ReadingProblem(token.offset, "the quoted text has no closing quote")
  }

  /// Goes over the line breaks within a quoted scalar and the indentation after them.
  private mutating func skipQuotedBreaks(
    of token: YAMLScalarToken, _ minimumIndent: Int
  ) throws(ReadingProblem) -> Int {
    var breaks = 0
    repeat {
      skipBreak()
      breaks += 1
      guard !isAtDocumentEnd else { throw unclosed(token) }
      skipBlanks()
    } while position < bytes.count && isBreakOrEnd(bytes[position])
    guard position < bytes.count else { throw unclosed(token) }
    guard allowsQuotedAtMargin || lineIndent >= minimumIndent else {
      throw problem("expected at least \(minimumIndent) spaces before the rest of the quoted text")
    }
    return breaks
  }

  private mutating func decodeEscape() throws(ReadingProblem) {
    let escape = peek(1)
    switch escape {
    case UInt8(ascii: "x"): try decodeHexadecimal(2)
    case UInt8(ascii: "u"): try decodeHexadecimal(4)
    case UInt8(ascii: "U"): try decodeHexadecimal(8)
    default:
      guard let meaning = Self.meaning(ofEscape: escape) else {
        throw problem("unknown escape in a quoted text; a backslash itself is written \\\\")
      }
      sink.decoded.append(contentsOf: meaning.utf8)
      position += 2
    }
  }

  /// What the character after a backslash stands for [42]…[58].
  private static func meaning(ofEscape escape: UInt8) -> String? {
    switch escape {
    case UInt8(ascii: "0"): "\0"
    case UInt8(ascii: "a"): "\u{07}"
    case UInt8(ascii: "b"): "\u{08}"
    case UInt8(ascii: "t"), ASCII.tab: "\t"
    case UInt8(ascii: "n"): "\n"
    case UInt8(ascii: "v"): "\u{0B}"
    case UInt8(ascii: "f"): "\u{0C}"
    case UInt8(ascii: "r"): "\r"
    case UInt8(ascii: "e"): "\u{1B}"
    case ASCII.space: " "
    case ASCII.quotation: "\""
    case ASCII.slash: "/"
    case ASCII.backslash: "\\"
    case UInt8(ascii: "N"): "\u{85}"
    case UInt8(ascii: "_"): "\u{A0}"
    case UInt8(ascii: "L"): "\u{2028}"
    case UInt8(ascii: "P"): "\u{2029}"
    default: nil
    }
  }

  /// Decodes `\x`, `\u` or `\U` and its `count` digits; JSON's surrogate pairs make one character.
  private mutating func decodeHexadecimal(_ count: Int) throws(ReadingProblem) {
    guard var code = hexadecimal(at: position + 2, count) else {
      throw problem("expected \(count) hexadecimal digits in the escape")
    }
    var length = 2 + count
    if 0xD800..<0xDC00 ~= code, peek(length) == ASCII.backslash,
      peek(length + 1) == UInt8(ascii: "u"),
      let low = hexadecimal(at: position + length + 2, 4), 0xDC00..<0xE000 ~= low
    {
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      length += 6
    }
    guard let scalar = Unicode.Scalar(UInt32(code)) else {
      throw problem("the escape names no Unicode character")
    }
    sink.decoded.append(contentsOf: String(Character(scalar)).utf8)
    position += length
  }

  private func hexadecimal(at start: Int, _ count: Int) -> Int? {
    guard start + count <= bytes.count else { return nil }
    var value = 0
    for index in start..<start + count {
      guard let digit = ASCII.hexadecimalValue(bytes[index]) else { return nil }
      value = value << 4 | digit
    }
    return value
  }
}
