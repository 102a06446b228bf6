/// The order in which Go's `sort.Sort` leaves elements, those that are equal included.
///
/// kubectl sorts events by whole seconds, so that many are equal, with a sort that does not keep
/// their order. This is that sort, pattern-defeating quicksort after Orson Peters
/// (arXiv:2106.05123), with the constants of Go 1.19 and later.
struct QuickSort<Element> {
  var items: [Element]
  private let precedes: (Element, Element) -> Bool

  /// `items` in the order of `precedes`.
  static func sorted(
    _ items: [Element], by precedes: @escaping (Element, Element) -> Bool
  ) -> [Element] {
    var sort = QuickSort(items: items, precedes: precedes)
    sort.sort(0, items.count, limit: Int.bitWidth - items.count.leadingZeroBitCount)
    return sort.items
  }

  private init(items: [Element], precedes: @escaping (Element, Element) -> Bool) {
    self.items = items
    self.precedes = precedes
  }

  func isLess(_ a: Int, _ b: Int) -> Bool { precedes(items[a], items[b]) }

  private mutating func sort(_ start: Int, _ end: Int, limit: Int) {
    var (start, end, limit) = (start, end, limit)
    var wasBalanced = true
    var wasPartitioned = true
    while true {
      let count = end - start
      if count <= 12 { return insert(start, end) }
      if limit == 0 { return heapSort(start, end) }
      if !wasBalanced {
        scatter(start, end)
        limit -= 1
      }
      var (pivot, order) = choosePivot(start, end)
      if order == .descending {
        items[start..<end].reverse()
        pivot = end - 1 - (pivot - start)
        order = .ascending
      }
      if wasBalanced, wasPartitioned, order == .ascending, insertAFew(start, end) { return }
      // The pivot equals what lies before it: everything equal to it comes first.
      if start > 0, !isLess(start - 1, pivot) {
        start = partitionEqual(start, end, pivot)
        continue
      }
      let middle: Int
      (middle, wasPartitioned) = partition(start, end, pivot)
      let (left, right) = (middle - start, end - middle)
      wasBalanced = min(left, right) >= count / 8
      if left < right {
        sort(start, middle, limit: limit)
        start = middle + 1
      } else {
        sort(middle + 1, end, limit: limit)
        end = middle
      }
    }
  }

  private mutating func insert(_ start: Int, _ end: Int) {
    guard start + 1 < end else { return }
    for index in start + 1..<end { sink(index, to: start) }
  }

  /// Moves the element at `index` down as far as it precedes its neighbour, not below `bottom`.
  private mutating func sink(_ index: Int, to bottom: Int) {
    var index = index
    while index > bottom, isLess(index, index - 1) {
      items.swapAt(index, index - 1)
      index -= 1
    }
  }

  /// Sorts what is nearly sorted with a few moves; false if that is not enough.
  private mutating func insertAFew(_ start: Int, _ end: Int) -> Bool {
    var index = start + 1
    for _ in 0..<5 {
      while index < end, !isLess(index, index - 1) { index += 1 }
      if index == end { return true }
      if end - start < 50 { return false }
      items.swapAt(index, index - 1)
      if index - start >= 2 { sink(index - 1, to: 0) }
      if end - index >= 2 {
        var next = index + 1
        while next < end, isLess(next, next - 1) {
          items.swapAt(next, next - 1)
          next += 1
        }
      }
    }
    return false
  }
}
