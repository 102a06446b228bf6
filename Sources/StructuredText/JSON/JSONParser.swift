/// Finds JSON values in bytes that are known to be UTF-8, without recursion.
struct JSONParser {
  let bytes: UnsafeBufferPointer<UInt8>
  var position: Int
  /// The end of the text, or of the line where each line holds a value.
  private(set) var end: Int
  /// Where the next line begins to be looked for, where each line holds a value.
  private var lineEnd: Int
  var builder: TreeBuilder

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, limits: TextLimits) {
    self.bytes = bytes
    position = start
    end = bytes.count
    builder = TreeBuilder(limits: limits, sourceBytes: bytes.count)
    lineEnd = start
  }

  /// Confines the parser to the next line that is not blank; false at the end of the text.
  mutating func startNextLine() -> Bool {
    builder.abandonOpenCollections()
    position = lineEnd
    end = bytes.count
    skipSpace()
    guard position < end else { return false }
    lineEnd = position
    while lineEnd < end, bytes[lineEnd] != ASCII.lineFeed { lineEnd += 1 }
    end = lineEnd
    return true
  }

  /// Reads one value and all that it contains.
  mutating func readValue() throws(ReadingProblem) {
    let base = builder.openCollections.count
    repeat {
      try readScalarOrOpening()
      while builder.openCollections.count > base, try !isNextMemberBegun() {}
    } while builder.openCollections.count > base
  }

  /// Goes to the next value of a stream; false at the end of the text.
  mutating func startNextValue() -> Bool {
    skipSpace()
    return position < end
  }

  /// Makes sure that nothing follows the value.
  mutating func readEnd() throws(ReadingProblem) {
    skipSpace()
    guard position == end else { throw unexpected("the end of the text after its value") }
  }

  /// Reads up to where a value is complete or, in a collection that is not empty, one is due.
  private mutating func readScalarOrOpening() throws(ReadingProblem) {
    while true {
      skipSpace()
      switch peek() {
      case ASCII.quotation: return try readString()
      case ASCII.leftBrace:
        try builder.openCollection(.mapping, at: position)
        position += 1
        skipSpace()
        guard peek() != ASCII.rightBrace else { return close() }
        try readKey(orClosing: true)
      case ASCII.leftBracket:
        try builder.openCollection(.sequence, at: position)
        position += 1
        skipSpace()
        guard peek() != ASCII.rightBracket else { return close() }
      default: return try readLiteral()
      }
    }
  }

  /// After a value: either goes on to where the next value is due, or closes the collection.
  private mutating func isNextMemberBegun() throws(ReadingProblem) -> Bool {
    skipSpace()
    let isMapping = builder.openCollections[builder.openCollections.count - 1].isMapping
    let byte = peek()
    if byte == ASCII.comma {
      position += 1
      if isMapping { try readKey(orClosing: false) }
      return true
    }
    guard byte == (isMapping ? ASCII.rightBrace : ASCII.rightBracket) else {
      throw unexpected(isMapping ? "\",\" or \"}\"" : "\",\" or \"]\"")
    }
    close()
    return false
  }

  private mutating func close() {
    position += 1
    builder.closeCollection(source: bytes)
  }

  private mutating func readKey(orClosing: Bool) throws(ReadingProblem) {
    skipSpace()
    guard peek() == ASCII.quotation else {
      throw unexpected(orClosing ? "a key in double quotes or \"}\"" : "a key in double quotes")
    }
    try readString()
    if peek() != ASCII.colon { skipSpace() }
    guard peek() == ASCII.colon else { throw unexpected("\":\" after a key") }
    position += 1
  }

  /// The byte at the position; 0, which no JSON text has outside its strings, at the end.
  @inline(__always)
  func peek() -> UInt8 { position < end ? bytes[position] : 0 }

  /// Goes over spaces, tabs and line breaks.
  @inline(__always)
  mutating func skipSpace() {
    guard peek() <= ASCII.space else { return }
    skipSpaceRun()
  }

  private mutating func skipSpaceRun() {
    while position < end {
      switch bytes[position] {
      case ASCII.space:
        position += 1
        while position + 8 <= end, ByteWord(bytes, at: position).bits == ByteWord.spaces {
          position += 8
        }
      case ASCII.lineFeed, ASCII.carriageReturn, ASCII.tab: position += 1
      default: return
      }
    }
  }

  /// What is found instead of what is expected.
  func unexpected(_ expected: String) -> ReadingProblem {
    guard position < end else {
      return ReadingProblem(position, "expected \(expected), but the text ends here")
    }
    var length = 0
    while position + length < end, length < 24, ASCII.isWordCharacter(bytes[position + length]) {
      length += 1
    }
    if length == 0 {
      length = 1
      while position + length < end, bytes[position + length] & 0xC0 == 0x80 { length += 1 }
    }
    let found = String(decoding: bytes[position..<position + length], as: UTF8.self)
    let message = "expected \(expected), not \(Self.legible(found))"
    return ReadingProblem(position, message + Self.advice(for: found))
  }

  private static func legible(_ found: String) -> String {
    guard let scalar = found.unicodeScalars.first, scalar.value >= 0x20 else {
      return "a control character"
    }
    return found == "\"" ? "a quotation mark" : "\"\(found)\""
  }

  /// How to say in JSON what other languages would say as found.
  private static func advice(for found: String) -> String {
    switch found {
    case "'": "; JSON has double quotes only"
    case "/", "#": "; JSON has no comments"
    case "True", "TRUE", "False", "FALSE": "; write \(found.lowercased())"
    case "None", "nil", "undefined": "; write null"
    case "NaN", "Infinity", "-Infinity": "; JSON has no such number"
    default: ""
    }
  }
}
