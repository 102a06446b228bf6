/// Writes one line of JSON as Go's `encoding/json` does: no spaces, members in the order given.
struct JSONLine {
  private(set) var bytes: [UInt8] = []
  /// Whether the next value follows another one in its object or array.
  private var isFollowing = false

  /// Writes an object whose members `body` writes.
  mutating func object(_ body: (inout JSONLine) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    isFollowing = false
    body(&self)
    bytes.append(UInt8(ascii: "}"))
    isFollowing = true
  }

  /// Writes the member `name`, whose value is an object.
  mutating func object(_ name: String, _ body: (inout JSONLine) -> Void) {
    key(name)
    object(body)
  }

  /// Writes the member `name`, whose value is an array of objects, one for each of `elements`.
  mutating func objects<Element>(
    _ name: String, of elements: some Sequence<Element>,
    _ body: (inout JSONLine, Element) -> Void
  ) {
    key(name)
    bytes.append(UInt8(ascii: "["))
    isFollowing = false
    for element in elements {
      separate()
      object { body(&$0, element) }
    }
    bytes.append(UInt8(ascii: "]"))
    isFollowing = true
  }

  /// Writes the member `name`, whose value is an array of strings.
  mutating func member(_ name: String, _ values: some Sequence<String>) {
    key(name)
    bytes.append(UInt8(ascii: "["))
    isFollowing = false
    for value in values {
      separate()
      string(value)
    }
    bytes.append(UInt8(ascii: "]"))
    isFollowing = true
  }

  /// Writes the member `name`, whose value is a string.
  mutating func member(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  /// Writes the member `name`, whose value is a number.
  mutating func member(_ name: String, _ value: Int64) {
    key(name)
    bytes.append(contentsOf: value.description.utf8)
  }

  /// Writes the member `name`, whose value is `true` or `false`.
  mutating func member(_ name: String, _ value: Bool) {
    key(name)
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  private mutating func key(_ name: String) {
    separate()
    string(name)
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func separate() {
    if isFollowing { bytes.append(UInt8(ascii: ",")) }
    isFollowing = true
  }

  /// Writes a string; what HTML gives a meaning is escaped too, as Go does.
  private mutating func string(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": bytes.append(contentsOf: "\\\"".utf8)
      case "\\": bytes.append(contentsOf: "\\\\".utf8)
      case "\n": bytes.append(contentsOf: "\\n".utf8)
      case "\r": bytes.append(contentsOf: "\\r".utf8)
      case "\t": bytes.append(contentsOf: "\\t".utf8)
      case "\u{8}": bytes.append(contentsOf: "\\b".utf8)
      case "\u{c}": bytes.append(contentsOf: "\\f".utf8)
      case "<", ">", "&", "\u{2028}", "\u{2029}", "\0"..<" ": escape(scalar)
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ scalar: Unicode.Scalar) {
    let digits = Array("0123456789abcdef".utf8)
    bytes.append(contentsOf: "\\u".utf8)
    for shift in [12, 8, 4, 0] { bytes.append(digits[Int(scalar.value >> shift & 15)]) }
  }
}
