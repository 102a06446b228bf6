/// The least and the greatest of the nodes' shares: a tree of pairs over the rows.
///
/// A change looks at one pair a level, O(log nodes) at worst; it stops at the first pair that stays
/// as it was, mostly after one or two.
struct ShareExtremes: Equatable, Sendable {
  private struct Range: Equatable, Sendable {
    var least = Int64.max
    var greatest = Int64.min
  }

  /// The root at 1; the children of `i` at `2i` and `2i + 1`; the rows from `capacity` on.
  private var ranges: ContiguousArray<Range> = [Range(), Range()]
  private var capacity = 1

  /// The greatest share less the least; nil without any.
  var spread: Int64? {
    ranges[1].least <= ranges[1].greatest ? ranges[1].greatest - ranges[1].least : nil
  }

  /// Sets the share of a row; nil for none.
  mutating func set(_ share: Int64?, row: Int) {
    while row >= capacity { grow() }
    var place = capacity + row
    var range = Range()
    if let share { range = Range(least: share, greatest: share) }
    while ranges[place] != range {
      ranges[place] = range
      guard place > 1 else { return }
      place /= 2
      range = joined(place)
    }
  }

  private func joined(_ place: Int) -> Range {
    let (left, right) = (ranges[2 * place], ranges[2 * place + 1])
    return Range(
      least: min(left.least, right.least), greatest: max(left.greatest, right.greatest))
  }

  private mutating func grow() {
    let rows = ranges[capacity...]
    capacity *= 2
    ranges = ContiguousArray(repeating: Range(), count: capacity) + rows
    ranges += ContiguousArray(repeating: Range(), count: capacity - rows.count)
    for place in (1..<capacity).reversed() { ranges[place] = joined(place) }
  }
}
