/// How the sort finds a pivot and divides by it.
extension QuickSort {
  /// What a sample of the elements looks like.
  enum SampledOrder {
    case unknown
    case ascending
    case descending
  }

  /// The place of the pivot, and the order of the elements that were looked at for it.
  func choosePivot(_ start: Int, _ end: Int) -> (pivot: Int, order: SampledOrder) {
    let count = end - start
    var swaps = 0
    var places = (1...3).map { start + count / 4 * $0 }
    if count >= 50 {
      places = places.map { median($0 - 1, $0, $0 + 1, &swaps) }
    }
    let pivot = median(places[0], places[1], places[2], &swaps)
    switch swaps {
    case 0: return (pivot, .ascending)
    case 12: return (pivot, .descending)
    default: return (pivot, .unknown)
    }
  }

  private func median(_ a: Int, _ b: Int, _ c: Int, _ swaps: inout Int) -> Int {
    var places = [a, b, c]
    for low in [0, 1, 0] where isLess(places[low + 1], places[low]) {
      places.swapAt(low, low + 1)
      swaps += 1
    }
    return places[1]
  }

  /// Puts what precedes the pivot before it; true too if nothing had to move.
  mutating func partition(_ start: Int, _ end: Int, _ pivot: Int) -> (middle: Int, wasSo: Bool) {
    items.swapAt(start, pivot)
    var (low, high) = (start + 1, end - 1)
    var moves = 0
    while true {
      while low <= high, isLess(low, start) { low += 1 }
      while low <= high, !isLess(high, start) { high -= 1 }
      if low > high { break }
      items.swapAt(low, high)
      moves += 1
      low += 1
      high -= 1
    }
    items.swapAt(high, start)
    return (high, moves == 0)
  }

  /// Puts what equals the pivot, which nothing precedes, first; the place behind it.
  mutating func partitionEqual(_ start: Int, _ end: Int, _ pivot: Int) -> Int {
    items.swapAt(start, pivot)
    var (low, high) = (start + 1, end - 1)
    while true {
      while low <= high, !isLess(start, low) { low += 1 }
      while low <= high, isLess(start, high) { high -= 1 }
      if low > high { return low }
      items.swapAt(low, high)
      low += 1
      high -= 1
    }
  }

  /// Exchanges three elements near the middle with others, which breaks patterns that divide badly.
  mutating func scatter(_ start: Int, _ end: Int) {
    let count = end - start
    var state = UInt64(count)
    let mask = (1 << (Int.bitWidth - count.leadingZeroBitCount)) - 1
    let middle = start + count / 4 * 2
    for step in 0..<3 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      var other = Int(truncatingIfNeeded: state) & mask
      if other >= count { other -= count }
      items.swapAt(middle - 1 + step, start + other)
    }
  }

  mutating func heapSort(_ start: Int, _ end: Int) {
    let count = end - start
    for root in (0...(count - 1) / 2).reversed() { siftDown(root, count, from: start) }
    for last in (0..<count).reversed() {
      items.swapAt(start, start + last)
      siftDown(0, last, from: start)
    }
  }

  private mutating func siftDown(_ root: Int, _ count: Int, from start: Int) {
    var root = root
    while 2 * root + 1 < count {
      var child = 2 * root + 1
      if child + 1 < count, isLess(start + child, start + child + 1) { child += 1 }
      if !isLess(start + root, start + child) { return }
      items.swapAt(start + root, start + child)
      root = child
    }
  }
}
