import StructuredText

/// A digest of everything that the tables of a run say: the hash FNV-1a of 64 bits over the bytes
/// of the files in their order.
///
/// Two runs whose digests are equal wrote equal files, but for a chance of one in 2^64; it is no
/// defence against forgery. Source: Fowler, Noll and Vo, RFC 9923.
package struct RecordingDigest: Hashable, Sendable {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The digest of nothing.
  package init() {}

  /// Adds `bytes`.
  package mutating func update(_ bytes: ArraySlice<UInt8>) {
    var hash = state
    bytes.withUnsafeBufferPointer { bytes in
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    state = hash
  }

  /// The digest with the name of its function, such as `fnv1a64:cbf29ce484222325`.
  package var text: String { "fnv1a64:" + HexText.text(state, digits: 16) }
}
