/// The encoding of bytes as text in which the API has the values of secrets.
///
/// As Go's `base64.StdEncoding` reads it: padded, with line ends anywhere and nothing else between.
enum Base64 {
  /// The bytes that `text` stands for; nil if it is not in base64.
  static func bytes(of text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count / 4 * 3)
    var (group, digits, padding) = (UInt32(0), 0, 0)
    for character in text.utf8 where character != 0x0A && character != 0x0D {
      if character == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      guard padding == 0, let digit = value(of: character) else { return nil }
      group = group << 6 | digit
      digits += 1
      guard digits == 4 else { continue }
      bytes += [UInt8(group >> 16), UInt8(group >> 8 & 0xFF), UInt8(group & 0xFF)]
      (group, digits) = (0, 0)
    }
    switch (digits, padding) {
    case (0, 0): break
    case (2, 2): bytes.append(UInt8(group >> 4 & 0xFF))
    case (3, 1): bytes += [UInt8(group >> 10 & 0xFF), UInt8(group >> 2 & 0xFF)]
    default: return nil
    }
    return bytes
  }

  private static func value(of character: UInt8) -> UInt32? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
