/// The positions that a search looks at: from where the last one stopped, around the end of the
/// order, until enough feasible nodes are found.
///
/// Source: `findNodesThatPassFilters`, Kubernetes 1.34, as if one worker did it all.
struct SearchWindow: Sendable {
  /// A run of positions within one block of 64.
  struct Piece: Sendable {
    let block: Int
    /// The positions of the block that belong to the piece.
    let mask: UInt64
  }

  /// The first position.
  let start: Int
  /// How many positions there are in the order.
  let count: Int
  /// How many of them are looked at and kept: the surplus node that ends the search is not.
  private(set) var length = 0
  /// How many nodes were looked at, with the surplus one.
  private(set) var examinedCount = 0
  /// How many of them are feasible, without the surplus one.
  private(set) var feasibleCount = 0

  /// The search from `start` over `count` positions of which `feasible` are feasible, until more
  /// than `wanted` are found.
  init(start: Int, count: Int, wanted: Int, feasible: ContiguousArray<UInt64>) {
    self.start = start
    self.count = count
    length = count
    examinedCount = count
    var found = 0
    var surplus: Int?
    forEachPiece { piece in
      let word = feasible[piece.block] & piece.mask
      let inPiece = word.nonzeroBitCount
      if found &+ inPiece > wanted {
        surplus = piece.block << 6 | word.bit(number: wanted &- found)
        return false
      }
      found &+= inPiece
      return true
    }
    feasibleCount = min(found, wanted)
    guard let surplus else { return }
    feasibleCount = wanted
    length = offset(of: surplus)
    examinedCount = length + 1
  }

  /// How many positions after the start `position` comes.
  func offset(of position: Int) -> Int {
    position >= start ? position &- start : position &- start &+ count
  }

  /// Calls `body` for the pieces in the order of the search, until it returns false.
  @inline(__always)
  func forEachPiece(_ body: (Piece) -> Bool) {
    let firstEnd = min(start &+ length, count)
    guard Self.split(start, firstEnd, body) else { return }
    if start &+ length > count { _ = Self.split(0, start &+ length &- count, body) }
  }

  @inline(__always)
  private static func split(_ begin: Int, _ end: Int, _ body: (Piece) -> Bool) -> Bool {
    var position = begin
    while position < end {
      let block = position >> 6
      let blockEnd = min((block &+ 1) << 6, end)
      let width = blockEnd &- position
      let ones: UInt64 = width == 64 ? ~0 : (1 << UInt64(width)) &- 1
      guard body(Piece(block: block, mask: ones << UInt64(position & 63))) else { return false }
      position = blockEnd
    }
    return true
  }
}

extension UInt64 {
  /// The place of the set bit that has `number` set bits below it.
  func bit(number: Int) -> Int {
    var word = self
    for _ in 0..<number { word &= word &- 1 }
    return word.trailingZeroBitCount
  }
}
