/// The identifiers of a text of code.
enum Identifiers {
  /// Calls `body` with the place and a hash of each identifier, in order.
  ///
  /// The hash is FNV-1a of 64 bits: quick in a debug build, and the same in every process.
  static func forEach(in code: [UInt8], _ body: (Range<Int>, UInt64) -> Void) {
    code.withUnsafeBufferPointer { bytes in
      var offset = 0
      while offset < bytes.count {
        if !isIdentifier(bytes[offset]) {
          offset += 1
          continue
        }
        let start = offset
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        while offset < bytes.count, isIdentifier(bytes[offset]) {
          hash = (hash ^ UInt64(bytes[offset])) &* 0x0000_0100_0000_01B3
          offset += 1
        }
        let isNumber = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[start])
        if !isNumber { body(start..<offset, hash) }
      }
    }
  }
}
