/// Byte classes of the value grammars, which are all ASCII.
enum ASCII {
  /// Whether `byte` is one of `0-9`.
  @inline(__always) static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// Whether `byte` is one of `a-z`.
  @inline(__always) static func isLowercase(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }

  /// Whether `byte` is one of `A-Z`.
  @inline(__always) static func isUppercase(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

  /// Whether `byte` is a letter or a digit.
  @inline(__always) static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLowercase(byte | 0x20) && byte < 0x80
  }

  /// Whether `byte` is a blank, a tab, a line feed or a carriage return.
  @inline(__always) static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// `byte` in lower case if it is a letter.
  @inline(__always) static func lowercased(_ byte: UInt8) -> UInt8 {
    isUppercase(byte) ? byte | 0x20 : byte
  }
}
