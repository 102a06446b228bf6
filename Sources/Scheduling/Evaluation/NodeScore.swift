/// The sum of a node's final scores and its class in one word: all that a replay reads of a node
/// lies in one place.
struct NodeScore: Equatable, Sendable {
  /// How many classes can be told apart.
  static let classCount = 16
  /// The sums that can be kept.
  static let sums = -(Int64(1) << 27)...(Int64(1) << 27 - 1)

  private var code: Int32 = 0

  /// The weighted sum of the final scores, within `sums`.
  var sum: Int32 {
    get { code >> 4 }
    set { code = newValue << 4 | code & 15 }
  }

  /// The number of the class, below `classCount`.
  var classNumber: Int {
    get { Int(code & 15) }
    set { code = code & ~15 | Int32(truncatingIfNeeded: newValue) }
  }
}
