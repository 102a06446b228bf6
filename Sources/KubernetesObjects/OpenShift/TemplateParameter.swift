import StructuredText

/// A value that a Template asks for.
struct TemplateParameter: Hashable, Sendable {
  var name = ""
  var value: String?
  /// `expression` where the value is made from `from`.
  var generator = ""
  var from = ""
  var isRequired = false
}

extension TemplateParameter: ObjectDecodable {
  mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "name": decoder.read(&self.name)
    // Numbers and truth values are given as what they look like.
    case "value": if decoder.node.kind == .scalar { value = decoder.node.text }
    case "generate": decoder.read(&generator)
    case "from": decoder.read(&from)
    case "required": decoder.read(&isRequired)
    case "description", "displayName": break
    default: decoder.skipUnknownField()
    }
  }
}

/// Values made from an expression such as `user[a-z0-9]{8}`.
///
/// Source: `ExpressionValueGenerator` of `pkg/template/generator`, OpenShift 3.11 and 4.
enum TemplateExpression {
  private static let digits = Array("0123456789".utf8)
  private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
  private static let symbols = Array("~!@#$%^&*()-_+={}[]\\|<,>.?/\"';:`".utf8)
  /// The most characters that one class may be repeated for.
  private static let longest = 255

  /// The text that `expression` makes of drawn numbers; nil if it has a class that cannot be made.
  static func value(of expression: String, _ draw: (_ bound: Int) -> Int) -> String? {
    var made: [UInt8] = []
    var rest = Array(expression.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "[") else {
        made.append(byte)
        continue
      }
      guard let end = rest.firstIndex(of: UInt8(ascii: "]")) else { return nil }
      guard let alphabet = alphabet(of: rest[..<end]), !alphabet.isEmpty else { return nil }
      rest = rest[(end + 1)...]
      guard rest.popFirst() == UInt8(ascii: "{"),
        let close = rest.firstIndex(of: UInt8(ascii: "}")),
        let count = Int(String(decoding: rest[..<close], as: UTF8.self)), (1...longest) ~= count
      else { return nil }
      rest = rest[(close + 1)...]
      for _ in 0..<count { made.append(alphabet[draw(alphabet.count)]) }
    }
    return String(decoding: made, as: UTF8.self)
  }

  /// The characters of a class; nil if it is none.
  private static func alphabet(of text: ArraySlice<UInt8>) -> [UInt8]? {
    var alphabet: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\") {
        switch rest.popFirst() {
        case UInt8(ascii: "w"): alphabet += letters + digits + [UInt8(ascii: "_")]
        case UInt8(ascii: "d"): alphabet += digits
        case UInt8(ascii: "a"): alphabet += letters + digits
        case UInt8(ascii: "A"): alphabet += symbols
        default: return nil
        }
      } else if rest.first == UInt8(ascii: "-"), rest.count > 1 {
        rest.removeFirst()
        guard let last = rest.popFirst(), last >= byte else { return nil }
        alphabet += byte...last
      } else {
        alphabet.append(byte)
      }
    }
    return alphabet
  }
}
