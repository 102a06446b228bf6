/// Writes values as JSON (RFC 8259): equal values give equal bytes.
public enum JSONEmitter {
  /// How the text is laid out.
  public enum Layout: Sendable {
    /// On one line, without a space, as JSON Lines wants it.
    case compact
    /// A member or an element a line, each level indented by two spaces.
    case indented
  }

  /// `value` as JSON in UTF-8, without a final line break.
  public static func bytes(of value: SyntaxValue, layout: Layout = .compact) -> [UInt8] {
    var output: [UInt8] = []
    append(value, layout: layout, level: 0, to: &output)
    return output
  }

  private static func append(
    _ value: SyntaxValue, layout: Layout, level: Int, to output: inout [UInt8]
  ) {
    switch value {
    case .null: output += "null".utf8
    case .boolean(let value): output += (value ? "true" : "false").utf8
    case .integer(let value): output += "\(value)".utf8
    case .float(let value): output += (value.isFinite ? "\(value)" : "null").utf8
    case .number(let text) where isNumber(text): output += text.utf8
    case .number(let text), .string(let text): appendString(text, to: &output)
    case .sequence(let elements):
      appendCollection(elements, "[", "]", layout, level, to: &output) { element, output in
        append(element, layout: layout, level: level + 1, to: &output)
      }
    case .mapping(let members):
      appendCollection(members, "{", "}", layout, level, to: &output) { member, output in
        appendString(member.key, to: &output)
        output += (layout == .compact ? ":" : ": ").utf8
        append(member.value, layout: layout, level: level + 1, to: &output)
      }
    }
  }

  private static func appendCollection<Item>(
    _ items: [Item], _ opening: String, _ closing: String, _ layout: Layout, _ level: Int,
    to output: inout [UInt8], appendItem: (Item, inout [UInt8]) -> Void
  ) {
    output += opening.utf8
    for (index, item) in items.enumerated() {
      if index > 0 { output.append(ASCII.comma) }
      appendLine(layout, level: level + 1, to: &output)
      appendItem(item, &output)
    }
    if !items.isEmpty { appendLine(layout, level: level, to: &output) }
    output += closing.utf8
  }

  private static func appendLine(_ layout: Layout, level: Int, to output: inout [UInt8]) {
    guard layout == .indented else { return }
    output.append(ASCII.lineFeed)
    output.append(contentsOf: repeatElement(ASCII.space, count: 2 * level))
  }

  /// Appends `text` in quotation marks.
  static func appendString(_ text: String, to output: inout [UInt8]) {
    output.append(ASCII.quotation)
    for byte in text.utf8 {
      switch byte {
      case ASCII.quotation, ASCII.backslash: output += [ASCII.backslash, byte]
      case ASCII.lineFeed: output += "\\n".utf8
      case ASCII.carriageReturn: output += "\\r".utf8
      case ASCII.tab: output += "\\t".utf8
      case 0..<ASCII.space, 0x7F: output += "\\u00\(ASCII.hexadecimal(byte))".utf8
      default: output.append(byte)
      }
    }
    output.append(ASCII.quotation)
  }

  /// Whether `text` is a number in JSON's notation.
  static func isNumber(_ text: String) -> Bool {
    guard let last = text.utf8.last, ASCII.isDigit(last) else { return false }
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      var parser = JSONParser(buffer, from: 0, limits: .default)
      do throws(ReadingProblem) {
        try parser.readLiteral()
        return parser.position == buffer.count
      } catch {
        return false
      }
    }
  }
}
