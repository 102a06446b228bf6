/// Whole numbers as doubles and back without a branch or a trap, so that loops over columns become
/// loops over vectors on every processor.
///
/// From 2^52 up to 2^53 doubles are exactly the whole numbers: adding 2^52 puts a small whole
/// number into the low bits, and rounds any other number to a whole one.
enum WholeDouble {
  private static let offset = 0x1p52

  /// `value` as a double, exactly; of values outside `0..<2^52` something without meaning.
  @inline(__always)
  static func double(_ value: Int64) -> Double {
    Double(bitPattern: UInt64(bitPattern: value) | offset.bitPattern) - offset
  }

  /// The whole part of `value`; of values outside `0..<2^51` something without meaning.
  @inline(__always)
  static func truncated(_ value: Double) -> Int64 {
    let nearest = value + offset
    let excess: Int64 = nearest - offset > value ? 1 : 0
    return Int64(bitPattern: nearest.bitPattern &- offset.bitPattern) &- excess
  }
}
