/// Accepts the bytes of well-formed UTF-8 one by one (Unicode 16, table 3-7).
struct UTF8Checker {
  private var pending = 0
  private var lowest: UInt8 = 0x80
  private var highest: UInt8 = 0xBF

  /// Whether the next byte begins a character.
  var isBetweenCharacters: Bool { pending == 0 }

  /// Whether `byte` may come next; if so, it is taken.
  mutating func accepts(_ byte: UInt8) -> Bool {
    if pending > 0 {
      guard byte >= lowest, byte <= highest else { return false }
      (pending, lowest, highest) = (pending - 1, 0x80, 0xBF)
      return true
    }
    switch byte {
    case 0..<0x80: return true
    case 0xC2...0xDF: pending = 1
    case 0xE0: (pending, lowest) = (2, 0xA0)
    case 0xED: (pending, highest) = (2, 0x9F)
    case 0xE1...0xEF: pending = 2
    case 0xF0: (pending, lowest) = (3, 0x90)
    case 0xF4: (pending, highest) = (3, 0x8F)
    case 0xF1...0xF3: pending = 3
    default: return false
    }
    return true
  }

  /// The first byte of the first character that is malformed or cut off, or nil.
  ///
  /// Between characters beyond ASCII the text goes by eight bytes a step.
  static func firstInvalidByte(of bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { text in
      var checker = UTF8Checker()
      var start = 0
      var offset = 0
      while offset < text.count {
        if checker.isBetweenCharacters {
          while offset + 8 <= text.count, ByteWord(text, at: offset).nonASCII == 0 { offset += 8 }
          guard offset < text.count else { return nil }
          start = offset
        }
        guard checker.accepts(text[offset]) else { return start }
        offset += 1
      }
      return checker.isBetweenCharacters ? nil : start
    }
  }
}
