/// The filters of a profile that turned a pod down, by their places in the profile: each decides
/// which events may help the pod.
public struct RejectingPlugins: OptionSet, Hashable, Sendable {
  /// One bit a filter; a profile has at most 64.
  public let rawValue: UInt64

  /// The filters whose bits are set.
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The filter in place `place`.
  public init(place: Int) { rawValue = 1 << UInt64(place) }

  /// Whether `body` holds for the place of any one of the filters, asked in order.
  func containsOne(where body: (Int) -> Bool) -> Bool {
    var left = rawValue
    while left != 0 {
      if body(left.trailingZeroBitCount) { return true }
      left &= left &- 1
    }
    return false
  }
}
