extension String {
  /// The text on one line that shows all it has: control characters and those that change the
  /// direction of what follows (Unicode's bidirectional controls) are written `\u{202e}`.
  ///
  /// What a terminal is shown may come from a file of unknown origin. Its escape sequences must not
  /// be obeyed, and its letters must stand in the order in which they are read.
  public var controlsEscaped: String {
    guard utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return self }
    guard unicodeScalars.contains(where: Self.isControl) else { return self }
    var line = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n": line += "\\n"
      case "\r": line += "\\r"
      case "\t": line += "\\t"
      case _ where Self.isControl(scalar): line += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F: true
    // Marks, embeddings, overrides and isolates of direction (UAX 9); separators of lines.
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    // Characters without width: two names that look alike could differ in them.
    case 0x200B...0x200D, 0x2060, 0xFEFF: true
    default: false
    }
  }
}
