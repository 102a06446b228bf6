/// Anchors and tags (section 6.9).
extension YAMLParser {
  /// Reads an anchor, a tag, or both in either order, and the blanks after them.
  mutating func readProperties(inFlow: Bool) throws(ReadingProblem) -> YAMLNodeProperties {
    var properties = YAMLNodeProperties()
    while true {
      var found = YAMLNodeProperties()
      switch peek() {
      case ASCII.ampersand: found.anchor = try readAnchorName()
      case ASCII.exclamation: found.tag = try readTag()
      default: return properties
      }
      properties = try merged(properties, found)
      guard isSpaceOrEnd(peek()) || inFlow && isFlowIndicator(peek()) else {
        throw problem("expected a space after the properties of a node")
      }
      skipBlanks()
    }
  }

  /// The properties of a node that are given in two places.
  func merged(
    _ first: YAMLNodeProperties, _ second: YAMLNodeProperties
  ) throws(ReadingProblem) -> YAMLNodeProperties {
    guard first.anchor == nil || second.anchor == nil else {
      throw problem("a node has two anchors; one is allowed")
    }
    guard first.tag == nil || second.tag == nil else {
      throw problem("a node has two tags; one is allowed")
    }
    var both = first
    both.anchor = first.anchor ?? second.anchor
    both.tag = first.tag ?? second.tag
    return both
  }

  /// Reads `&name` or `*name`; where the name lies [102].
  mutating func readAnchorName() throws(ReadingProblem) -> Range<Int> {
    position += 1
    let start = position
    while position < bytes.count, !isSpaceOrEnd(bytes[position]),
      !isFlowIndicator(bytes[position])
    {
      position += 1
    }
    guard position > start else { throw problem("expected a name after & or *") }
    return start..<position
  }

  /// Reads a tag; its full name [97].
  private mutating func readTag() throws(ReadingProblem) -> String {
    let start = position
    position += 1
    if peek() == ASCII.less {
      position += 1
      let name = try readTagText(isVerbatim: true)
      guard peek() == ASCII.greater, !name.isEmpty else {
        throw problem("expected a tag's name and \">\"")
      }
      position += 1
      return name
    }
    while ASCII.isWordCharacter(peek()) { position += 1 }
    let handle: String
    if peek() == ASCII.exclamation {
      position += 1
      handle = String(decoding: bytes[start..<position], as: UTF8.self)
    } else {
      position = start + 1
      handle = "!"
    }
    let suffix = try readTagText(isVerbatim: false)
    guard handle == "!" || !suffix.isEmpty else {
      throw problem("expected a name after the tag handle \(handle)")
    }
    if handle == "!", suffix.isEmpty { return "!" }
    if let prefix = tagHandles[handle] { return prefix + suffix }
    switch handle {
    case "!": return "!" + suffix
    case "!!": return "tag:yaml.org,2002:" + suffix
    default:
      throw ReadingProblem(start, "the tag handle \(handle) has no %TAG directive")
    }
  }

  /// Reads characters of a URI, escapes decoded.
  private mutating func readTagText(isVerbatim: Bool) throws(ReadingProblem) -> String {
    var text: [UInt8] = []
    while true {
      switch peek() {
      case ASCII.percent:
        guard let high = ASCII.hexadecimalValue(peek(1)),
          let low = ASCII.hexadecimalValue(peek(2))
        else { throw problem("expected two hexadecimal digits after % in a tag") }
        text.append(UInt8(high << 4 | low))
        position += 3
      case let byte where Self.isTagCharacter(byte, isVerbatim: isVerbatim):
        text.append(byte)
        position += 1
      default: return String(decoding: text, as: UTF8.self)
      }
    }
  }

  /// Whether a byte may be in a tag: of a URI [39], and unless verbatim, of a short tag [40].
  private static func isTagCharacter(_ byte: UInt8, isVerbatim: Bool) -> Bool {
    switch byte {
    case _ where ASCII.isWordCharacter(byte): true
    case ASCII.hash, UInt8(ascii: ";"), ASCII.slash, ASCII.question, ASCII.colon, ASCII.at,
      ASCII.ampersand, UInt8(ascii: "="), ASCII.plus, UInt8(ascii: "$"), UInt8(ascii: "_"),
      ASCII.point, UInt8(ascii: "~"), ASCII.asterisk, ASCII.apostrophe, UInt8(ascii: "("),
      UInt8(ascii: ")"):
      true
    case ASCII.exclamation, ASCII.comma, ASCII.leftBracket, ASCII.rightBracket: isVerbatim
    default: false
    }
  }
}
