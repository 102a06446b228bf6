import StructuredText

extension String: FieldDecodable {
  /// Reads a string; a number or a truth value is an error, as it is to the API server.
  public static func decode(from decoder: inout ObjectDecoder) -> String? {
    let node = decoder.node
    guard node.kind == .scalar else {
      decoder.report(expected: "a string")
      return nil
    }
    guard node.isPlain else { return node.text }
    switch decoder.value {
    case .string(let text): return text
    case .null: return ""
    case .boolean, .integer, .float:
      decoder.report("expected a string, found \(node.text); write \"\(node.text)\" in quotes")
      return nil
    }
  }
}

extension Bool: FieldDecodable {
  /// Reads `true` or `false`; also the further words of YAML 1.1 that kubectl takes.
  public static func decode(from decoder: inout ObjectDecoder) -> Bool? {
    let node = decoder.node
    if node.kind == .scalar, node.isPlain {
      if case .boolean(let value) = decoder.value { return value }
      switch node.text {
      case "yes", "Yes", "YES", "on", "On", "ON": return true
      case "no", "No", "NO", "off", "Off", "OFF": return false
      default: break
      }
    }
    decoder.report(expected: "true or false")
    return nil
  }
}

extension FixedWidthInteger where Self: FieldDecodable {
  /// Reads a whole number that fits the type.
  public static func decode(from decoder: inout ObjectDecoder) -> Self? {
    let node = decoder.node
    if node.kind == .scalar, node.isPlain {
      switch decoder.value {
      case .integer(let value):
        if let number = Self(exactly: value) { return number }
        return reportBounds(&decoder)
      case .float(let value):
        // kubectl turns YAML into JSON first, which writes 3.0 as 3.
        if let number = Self(exactly: value) { return number }
        // Digits beyond 64 bits are read as a float.
        guard value.rounded() != value else { return reportBounds(&decoder) }
      default: break
      }
    }
    decoder.report(expected: "a whole number")
    return nil
  }

  private static func reportBounds(_ decoder: inout ObjectDecoder) -> Self? {
    decoder.report("expected a number from \(Self.min) to \(Self.max), found \(decoder.node.text)")
    return nil
  }
}

extension Int32: FieldDecodable {}
extension Int64: FieldDecodable {}

extension Double: FieldDecodable {
  /// Reads a finite number.
  public static func decode(from decoder: inout ObjectDecoder) -> Double? {
    let node = decoder.node
    if node.kind == .scalar, node.isPlain {
      switch decoder.value {
      case .integer(let value): return Double(value)
      case .float(let value) where value.isFinite: return value
      default: break
      }
    }
    decoder.report(expected: "a number")
    return nil
  }
}

extension ObjectDecoder {
  /// Reads the names of a list of mappings, such as `[{name: a}, {name: b}]`.
  mutating func readNames(_ names: inout [String]) {
    if node.isNull { return }
    var found: [String] = []
    readElements { _, decoder in
      if let name = decoder.node["name"] {
        decoder.inMember("name", name) { decoder in
          var text = ""
          decoder.read(&text)
          found.append(text)
        }
      } else {
        decoder.report(expected: "a mapping with a name")
      }
    }
    names = found
  }

  /// Calls `body` with the decoder standing at the member `name` of the current node.
  mutating func inMember(
    _ name: String, _ member: SyntaxNode, _ body: (_ decoder: inout ObjectDecoder) -> Void
  ) {
    let mapping = node
    node = member
    path.append(.field(name))
    body(&self)
    path.removeLast()
    node = mapping
  }
}
