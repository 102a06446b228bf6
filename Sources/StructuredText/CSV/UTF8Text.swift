/// Checks that bytes are well-formed UTF-8.
enum UTF8Text {
  /// The first byte that is not part of well-formed UTF-8 (Unicode 16, table 3-7), or nil.
  ///
  /// Text that is ASCII goes by eight bytes a step.
  static func firstInvalidByte(of bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBytes { text in
      var offset = 0
      while offset < text.count {
        if offset + 8 <= text.count,
          text.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
          offset += 8
        } else if text[offset] < 0x80 {
          offset += 1
        } else {
          let length = characterLength(at: offset, in: text)
          guard length > 0 else { return offset }
          offset += length
        }
      }
      return nil
    }
  }

  /// The length of the character beyond ASCII that starts at `offset`; 0 where none does.
  private static func characterLength(
    at offset: Int, in text: UnsafeRawBufferPointer
  ) -> Int {
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch text[offset] {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return 0
    }
    guard offset + length <= text.count, second.contains(text[offset + 1]) else { return 0 }
    for index in offset + 2..<offset + length where text[index] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
