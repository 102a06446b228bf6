import SimulationEngine

/// A unique id as the API server gives one to every object: 128 bits of chance, version 4 of RFC
/// 4122.
struct UniqueID: CustomStringConvertible {
  private let high: UInt64
  private let low: UInt64

  /// The next id of `stream`.
  init(using stream: inout RandomStream) {
    high = stream.next() & ~0xF000 | 0x4000
    low = stream.next() & ~(0b11 << 62) | 0b10 << 62
  }

  /// Five groups of hexadecimal digits.
  var description: String {
    let digits = Array(Self.hex(high) + Self.hex(low))
    let ends = [0, 8, 12, 16, 20, 32]
    return zip(ends, ends.dropFirst()).map { String(digits[$0..<$1]) }.joined(separator: "-")
  }

  private static func hex(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
