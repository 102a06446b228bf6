/// Text from anywhere, made harmless for HTML and for JSON within HTML.
package enum EscapedText {
  private static let replacement = Array("\u{FFFD}".utf8)

  /// Appends `text` as HTML, in an element or between double quotes.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": bytes.append(contentsOf: "&amp;".utf8)
      case "<": bytes.append(contentsOf: "&lt;".utf8)
      case ">": bytes.append(contentsOf: "&gt;".utf8)
      case "\"": bytes.append(contentsOf: "&quot;".utf8)
      default:
        if isHarmful(scalar) {
          bytes.append(contentsOf: replacement)
        } else {
          bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
      }
    }
  }

  /// Appends `text` as a string of JSON that can stand in a `script` element: it has no `<`, so no
  /// end tag and no comment.
  package static func appendJSON(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes.append(contentsOf: #"\""#.utf8)
      case "\\": bytes.append(contentsOf: #"\\"#.utf8)
      case "\n": bytes.append(contentsOf: #"\n"#.utf8)
      case "\t": bytes.append(contentsOf: #"\t"#.utf8)
      case "<": bytes.append(contentsOf: #"\u003c"#.utf8)
      default:
        if isHarmful(scalar) {
          bytes.append(contentsOf: #"\ufffd"#.utf8)
        } else {
          bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether a character is no text: a control character, or one that turns the direction of what
  /// follows, by which one name can look like another (Unicode TR 36, 3.2).
  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
