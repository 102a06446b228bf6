/// What follows the digits of a quantity: a power of ten or of two, and its family.
struct QuantitySuffix {
  let format: QuantityFormat
  /// The power of ten, or of two in the binary family.
  let exponent: Int

  /// Reads a whole suffix; nil where `bytes` is none.
  ///
  /// `E` alone is exa; with a number behind it, it is an exponent.
  init?(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    switch bytes.count {
    case 0: self.init(.decimalSI, 0)
    case 1:
      guard let exponent = Self.decimalExponent(bytes[bytes.startIndex]) else { return nil }
      self.init(.decimalSI, exponent)
    case 2 where bytes[bytes.startIndex + 1] == UInt8(ascii: "i"):
      guard let exponent = Self.binaryExponent(bytes[bytes.startIndex]) else { return nil }
      self.init(.binarySI, exponent)
    default:
      guard bytes[bytes.startIndex] | 0x20 == UInt8(ascii: "e") else { return nil }
      var rest = bytes.dropFirst()
      let isNegative = rest.first == UInt8(ascii: "-")
      if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
      guard !rest.isEmpty, let magnitude = Self.exponentMagnitude(rest) else { return nil }
      self.init(.decimalExponent, isNegative ? -magnitude : magnitude)
    }
  }

  private init(_ format: QuantityFormat, _ exponent: Int) {
    self.format = format
    self.exponent = exponent
  }

  /// The digits of an exponent, nil where one is no digit or the number is beyond 10⁹.
  private static func exponentMagnitude(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var magnitude = 0
    for byte in digits {
      guard ASCII.isDigit(byte) else { return nil }
      magnitude = magnitude * 10 + Int(byte & 0x0F)
      if magnitude > 1_000_000_000 { return nil }
    }
    return magnitude
  }

  private static func decimalExponent(_ letter: UInt8) -> Int? {
    switch letter {
    case UInt8(ascii: "n"): -9
    case UInt8(ascii: "u"): -6
    case UInt8(ascii: "m"): -3
    case UInt8(ascii: "k"): 3
    case UInt8(ascii: "M"): 6
    case UInt8(ascii: "G"): 9
    case UInt8(ascii: "T"): 12
    case UInt8(ascii: "P"): 15
    case UInt8(ascii: "E"): 18
    default: nil
    }
  }

  private static func binaryExponent(_ letter: UInt8) -> Int? {
    switch letter {
    case UInt8(ascii: "K"): 10
    case UInt8(ascii: "M"): 20
    case UInt8(ascii: "G"): 30
    case UInt8(ascii: "T"): 40
    case UInt8(ascii: "P"): 50
    case UInt8(ascii: "E"): 60
    default: nil
    }
  }
}
