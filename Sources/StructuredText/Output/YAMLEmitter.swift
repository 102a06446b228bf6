/// Writes values as YAML 1.2 in block style: equal values give equal bytes.
///
/// A text is quoted wherever a reader, be it of YAML 1.1, could take it for something else.
public enum YAMLEmitter {
  /// `value` as one document in UTF-8, with a final line break.
  public static func bytes(of value: SyntaxValue) -> [UInt8] {
    var output: [UInt8] = []
    append(value, indent: 0, position: .document, to: &output)
    return output
  }

  /// `values` as documents in UTF-8, each begun with `---`.
  public static func bytes(ofDocuments values: [SyntaxValue]) -> [UInt8] {
    values.reduce(into: []) { output, value in
      output += "---\n".utf8
      append(value, indent: 0, position: .document, to: &output)
    }
  }

  /// What precedes a value on its line.
  private enum Position {
    case document
    /// `- ` or `: ` of an explicit key: a block collection may begin on the line.
    case entry
    /// `key:`, without a space.
    case member
  }

  private static func append(
    _ value: SyntaxValue, indent: Int, position: Position, to output: inout [UInt8]
  ) {
    switch value {
    case .sequence(let elements) where !elements.isEmpty:
      if position == .member { output.append(ASCII.lineFeed) }
      for (index, element) in elements.enumerated() {
        if position != .entry || index > 0 { appendSpaces(indent, to: &output) }
        output += "- ".utf8
        append(element, indent: indent + 2, position: .entry, to: &output)
      }
    case .mapping(let members) where !members.isEmpty:
      if position == .member { output.append(ASCII.lineFeed) }
      for (index, member) in members.enumerated() {
        if position != .entry || index > 0 { appendSpaces(indent, to: &output) }
        append(member, indent: indent, to: &output)
      }
    default:
      if position == .member { output.append(ASCII.space) }
      appendScalar(value, indent: indent, to: &output)
      if output.last != ASCII.lineFeed { output.append(ASCII.lineFeed) }
    }
  }

  private static func append(
    _ member: SyntaxValue.Member, indent: Int, to output: inout [UInt8]
  ) {
    var key: [UInt8] = []
    appendText(member.key, to: &key)
    // A key without "?" must not be longer (section 7.4).
    if key.count <= 1024 {
      output += key
      output.append(ASCII.colon)
      append(member.value, indent: indent + 2, position: .member, to: &output)
    } else {
      output += "? ".utf8
      output += key
      output.append(ASCII.lineFeed)
      appendSpaces(indent, to: &output)
      output += ": ".utf8
      append(member.value, indent: indent + 2, position: .entry, to: &output)
    }
  }

  private static func appendScalar(
    _ value: SyntaxValue, indent: Int, to output: inout [UInt8]
  ) {
    switch value {
    case .sequence: output += "[]".utf8
    case .mapping: output += "{}".utf8
    case .null: output += "null".utf8
    case .boolean(let value): output += (value ? "true" : "false").utf8
    case .integer(let value): output += "\(value)".utf8
    case .float(let value) where value.isFinite: output += "\(value)".utf8
    case .float(let value):
      output += (value.isNaN ? ".nan" : value > 0 ? ".inf" : "-.inf").utf8
    case .number(let text) where JSONEmitter.isNumber(text): output += text.utf8
    case .number(let text): appendText(text, to: &output)
    case .string(let text) where isFitForLiteral(text):
      appendLiteral(text, indent: indent, to: &output)
    case .string(let text): appendText(text, to: &output)
    }
  }

  private static func appendSpaces(_ count: Int, to output: inout [UInt8]) {
    output.append(contentsOf: repeatElement(ASCII.space, count: count))
  }

  /// Appends `text` on one line, plain if that is safe.
  private static func appendText(_ text: String, to output: inout [UInt8]) {
    if isFitForPlain(text) {
      output += text.utf8
    } else {
      JSONEmitter.appendString(text, to: &output)
    }
  }

  /// Whether `text` without quotes is a string to every reader.
  private static func isFitForPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first) || first == ASCII.slash,
      text.utf8.last != ASCII.space, text.utf8.last != ASCII.colon
    else { return false }
    var previous = first
    for byte in text.utf8 {
      switch byte {
      case _ where isLetter(byte) || ASCII.isDigit(byte): break
      case ASCII.space where previous == ASCII.colon: return false
      case ASCII.space, ASCII.colon, ASCII.minus, ASCII.point, ASCII.slash, ASCII.plus,
        ASCII.at, UInt8(ascii: "="), UInt8(ascii: "("), UInt8(ascii: ")"):
        break
      default: return false
      }
      previous = byte
    }
    guard text.utf8.count <= 5 else { return true }
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
    return !words.contains(text.lowercased())
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_")
  }

  /// Whether `text` has several lines that a literal block scalar can hold as they are.
  private static func isFitForLiteral(_ text: String) -> Bool {
    guard let first = text.utf8.first, first != ASCII.lineFeed, first != ASCII.space,
      first != ASCII.tab, text.utf8.contains(ASCII.lineFeed)
    else { return false }
    var previous = first
    for byte in text.utf8 {
      let isBlank = previous == ASCII.space || previous == ASCII.tab
      guard byte >= ASCII.space && byte != 0x7F || byte == ASCII.tab || byte == ASCII.lineFeed,
        byte != ASCII.lineFeed || !isBlank
      else { return false }
      previous = byte
    }
    return true
  }

  private static func appendLiteral(_ text: String, indent: Int, to output: inout [UInt8]) {
    var lines = text.utf8.split(separator: ASCII.lineFeed, omittingEmptySubsequences: false)
    let endsInBreak = lines.last?.isEmpty == true
    if endsInBreak { lines.removeLast() }
    let endsInBreaks = endsInBreak && lines.last?.isEmpty == true
    output += (endsInBreaks ? "|+\n" : endsInBreak ? "|\n" : "|-\n").utf8
    for line in lines {
      if !line.isEmpty { appendSpaces(max(indent, 2), to: &output) }
      output += line
      output.append(ASCII.lineFeed)
    }
  }
}
