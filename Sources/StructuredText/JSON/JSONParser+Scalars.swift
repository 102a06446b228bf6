/// Strings, numbers and literals.
extension JSONParser {
  /// Reads the string that begins with the quotation mark at the position.
  mutating func readString() throws(ReadingProblem) {
    let opening = position
    let start = opening + 1
    position = start
    skipPlainCharacters()
    if peek() == ASCII.quotation {
      try builder.addScalar(at: opening, start: start, length: position - start, flags: [])
    } else {
      let decodedStart = builder.decoded.count
      builder.decoded.append(contentsOf: bytes[start..<position])
      try decodeRest(of: opening)
      try builder.addScalar(
        at: opening, start: decodedStart, length: builder.decoded.count - decodedStart,
        flags: .isDecoded)
    }
    position += 1
  }

  /// Stops at a quotation mark, a backslash, a control character or the end.
  @inline(__always)
  private mutating func skipPlainCharacters() {
    while position + 8 <= end {
      let word = ByteWord(bytes, at: position)
      let stops = word.matches(ASCII.quotation) | word.matches(ASCII.backslash) | word.controls
      guard stops == 0 else {
        position += ByteWord.leading(stops)
        return
      }
      position += 8
    }
    while position < end {
      let byte = bytes[position]
      guard byte >= 0x20, byte != ASCII.quotation, byte != ASCII.backslash else { return }
      position += 1
    }
  }

  /// Decodes up to the closing quotation mark.
  private mutating func decodeRest(of opening: Int) throws(ReadingProblem) {
    while true {
      switch peek() {
      case ASCII.quotation: return
      case ASCII.backslash: try decodeEscape()
      case _ where position >= end:
        throw ReadingProblem(opening, "the string has no closing quotation mark")
      default:
        let escape = "\\u00" + ASCII.hexadecimal(bytes[position])
        throw ReadingProblem(
          position, "control character in a string; write it as \(escape)")
      }
      let start = position
      skipPlainCharacters()
      builder.decoded.append(contentsOf: bytes[start..<position])
    }
  }

  private mutating func decodeEscape() throws(ReadingProblem) {
    let escape = position
    position += 2
    switch escape + 1 < end ? bytes[escape + 1] : 0 {
    case UInt8(ascii: "\""): builder.decoded.append(ASCII.quotation)
    case UInt8(ascii: "\\"): builder.decoded.append(ASCII.backslash)
    case UInt8(ascii: "/"): builder.decoded.append(ASCII.slash)
    case UInt8(ascii: "b"): builder.decoded.append(0x08)
    case UInt8(ascii: "f"): builder.decoded.append(0x0C)
    case UInt8(ascii: "n"): builder.decoded.append(ASCII.lineFeed)
    case UInt8(ascii: "r"): builder.decoded.append(ASCII.carriageReturn)
    case UInt8(ascii: "t"): builder.decoded.append(ASCII.tab)
    case UInt8(ascii: "u"): try decodeUnicodeEscape(at: escape)
    default:
      throw ReadingProblem(
        escape, "unknown escape in a string; a backslash itself is written \\\\")
    }
  }

  private mutating func decodeUnicodeEscape(at escape: Int) throws(ReadingProblem) {
    guard let unit = readHexadecimalDigits() else {
      throw ReadingProblem(escape, "expected four hexadecimal digits after \\u")
    }
    var code = unit
    if 0xD800..<0xDC00 ~= unit, position + 1 < end, bytes[position] == ASCII.backslash,
      bytes[position + 1] == UInt8(ascii: "u")
    {
      position += 2
      if let low = readHexadecimalDigits(), 0xDC00..<0xE000 ~= low {
        code = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      }
    }
    guard let scalar = Unicode.Scalar(UInt32(code)) else {
      throw ReadingProblem(
        escape, "half of a surrogate pair; expected \\uD800…\\uDBFF followed by \\uDC00…\\uDFFF")
    }
    builder.decoded.append(contentsOf: UTF8.encode(scalar).unsafelyUnwrapped)
  }

  private mutating func readHexadecimalDigits() -> Int? {
    guard position + 4 <= end else { return nil }
    var value = 0
    for index in position..<position + 4 {
      guard let digit = ASCII.hexadecimalValue(bytes[index]) else { return nil }
      value = value << 4 | digit
    }
    position += 4
    return value
  }

  /// Reads `null`, `true`, `false` or a number.
  mutating func readLiteral() throws(ReadingProblem) {
    let start = position
    switch peek() {
    case UInt8(ascii: "t"): try skip("true")
    case UInt8(ascii: "f"): try skip("false")
    case UInt8(ascii: "n"): try skip("null")
    case ASCII.minus, ASCII.zero...(ASCII.zero + 9): try skipNumber()
    default: throw unexpected("a value")
    }
    guard position == end || !ASCII.isWordCharacter(bytes[position]) else {
      position = start
      throw unexpected("a value")
    }
    try builder.addScalar(at: start, start: start, length: position - start, flags: .isPlain)
  }

  private mutating func skip(_ literal: StaticString) throws(ReadingProblem) {
    let isThere = literal.withUTF8Buffer { literal in
      position + literal.count <= end
        && literal.indices.allSatisfy { bytes[position + $0] == literal[$0] }
    }
    guard isThere else { throw unexpected("a value") }
    position += literal.utf8CodeUnitCount
  }

  private mutating func skipNumber() throws(ReadingProblem) {
    let start = position
    if peek() == ASCII.minus { position += 1 }
    let isZero = peek() == ASCII.zero
    try skipDigits("after \"-\"")
    guard !isZero || position - start <= (bytes[start] == ASCII.minus ? 2 : 1) else {
      throw ReadingProblem(start, "a number must not begin with 0 and a further digit")
    }
    if peek() == ASCII.point {
      position += 1
      try skipDigits("after the decimal point")
    }
    if peek() | 0x20 == UInt8(ascii: "e") {
      position += 1
      if peek() == ASCII.plus || peek() == ASCII.minus { position += 1 }
      try skipDigits("in the exponent")
    }
  }

  private mutating func skipDigits(_ place: String) throws(ReadingProblem) {
    guard ASCII.isDigit(peek()) else { throw unexpected("a digit \(place) of a number") }
    while position < end, ASCII.isDigit(bytes[position]) { position += 1 }
  }
}
