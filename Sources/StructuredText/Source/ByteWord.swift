/// Eight bytes of text, examined at once.
///
/// The masks have the high bit of each byte that has the property and no other bit, with the
/// first byte in memory lowest, so that counting bits counts bytes.
struct ByteWord {
  private static let highBits: UInt64 = 0x8080_8080_8080_8080
  private static let lowBits: UInt64 = 0x0101_0101_0101_0101

  static let spaces: UInt64 = 0x2020_2020_2020_2020

  let bits: UInt64

  /// The eight bytes that begin at `offset`, all of which must exist.
  @inline(__always)
  init(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
    let raw = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped)
    bits = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Bytes at or above 128: parts of characters beyond ASCII.
  @inline(__always)
  var nonASCII: UInt64 { bits & Self.highBits }

  /// Bytes below 32.
  @inline(__always)
  var controls: UInt64 {
    ~((bits & ~Self.highBits) &+ (Self.lowBits &* 0x60)) & ~bits & Self.highBits
  }

  /// Bytes equal to `byte`, which must be ASCII.
  @inline(__always)
  func matches(_ byte: UInt8) -> UInt64 {
    let difference = bits ^ (Self.lowBits &* UInt64(byte))
    return ~((difference & ~Self.highBits) &+ ~Self.highBits | difference) & Self.highBits
  }

  /// How many bytes precede the first one in a mask.
  @inline(__always)
  static func leading(_ mask: UInt64) -> Int { mask.trailingZeroBitCount >> 3 }
}
