/// A key that was pressed.
enum StepKey: Equatable {
  case left
  case right
  case up
  case down
  case pageUp
  case pageDown
  case home
  case end
  case enter
  case escape
  case backspace
  /// Ctrl-C, which a terminal in raw mode gives as a character.
  case interrupt
  case character(Character)

  /// What terminals send behind ESC for keys without a character: ECMA-48, and xterm's control
  /// sequences in both modes of the cursor keys.
  private static let sequences: [(bytes: String, key: StepKey)] = [
    ("[A", .up), ("[B", .down), ("[C", .right), ("[D", .left), ("OA", .up), ("OB", .down),
    ("OC", .right), ("OD", .left), ("[H", .home), ("[F", .end), ("OH", .home), ("OF", .end),
    ("[1~", .home), ("[4~", .end), ("[5~", .pageUp), ("[6~", .pageDown),
  ]

  /// The keys that `bytes` stand for, which were read at once. A sequence that is not known is
  /// passed over.
  static func keys(in bytes: [UInt8]) -> [StepKey] {
    var keys: [StepKey] = []
    var text = Substring(String(decoding: bytes, as: UTF8.self))
    while let first = text.popFirst() {
      switch first {
      case "\u{1B}":
        if let known = sequences.first(where: { text.hasPrefix($0.bytes) }) {
          text.removeFirst(known.bytes.count)
          keys.append(known.key)
        } else if text.hasPrefix("[") || text.hasPrefix("O") {
          skipSequence(&text)
        } else {
          keys.append(.escape)
        }
      case "\u{3}": keys.append(.interrupt)
      case "\r", "\n", "\r\n": keys.append(.enter)
      case "\u{7F}", "\u{8}": keys.append(.backspace)
      default: if first >= " " { keys.append(.character(first)) }
      }
    }
    return keys
  }

  /// A control sequence ends with a character from `@` to `~`.
  private static func skipSequence(_ text: inout Substring) {
    text.removeFirst()
    while let next = text.popFirst(), !("@"..."~").contains(next) {}
  }
}
