/// A four-ary min-heap of pending events: the near future.
struct EventHeap: Sendable {
  private static let blank = PendingEvent(time: 0, sequence: 0, slot: 0)

  private var entries = OwnedBuffer(repeating: EventHeap.blank, capacity: 64)
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  /// The earliest entry; the heap must not be empty.
  var first: PendingEvent { entries[0] }

  /// Adds an entry. Complexity: O(log n).
  mutating func push(_ entry: PendingEvent) {
    if count == entries.capacity { entries.double(filling: Self.blank) }
    count += 1
    siftUp(entry, from: count - 1, to: 0)
  }

  /// Takes the earliest entry; the heap must not be empty. Complexity: O(log n).
  mutating func removeFirst() -> PendingEvent {
    let first = entries[0]
    count -= 1
    if count > 0 { siftDown(entries[count], from: 0) }
    return first
  }

  /// Removes the entries for which `isKept` is false. Complexity: O(n).
  mutating func retain(_ isKept: (PendingEvent) -> Bool) {
    var kept = 0
    for index in 0..<count where isKept(entries[index]) {
      entries[kept] = entries[index]
      kept += 1
    }
    count = kept
    guard count > 1 else { return }
    for index in stride(from: (count - 2) / 4, through: 0, by: -1) {
      siftDown(entries[index], from: index)
    }
  }

  /// Replaces every sequence number by an order-preserving function of it.
  mutating func mapSequences(_ transform: (UInt32) -> UInt32) {
    for index in 0..<count {
      entries[index].sequence = transform(entries[index].sequence)
    }
  }

  /// The median of the times of three entries, those at a third, two thirds and the end of the
  /// storage; the heap must not be empty.
  var typicalTime: Int64 {
    let a = entries[count / 3].time
    let b = entries[2 * count / 3].time
    let c = entries[count - 1].time
    return max(min(a, b), min(max(a, b), c))
  }

  /// Gives this value memory of its own; see `OwnedBuffer`.
  mutating func detach() { entries.detach() }

  /// Puts `entry` into the hole at `start`, moving earlier descendants up.
  ///
  /// The hole first sinks to a leaf along the earliest children, then the entry, which mostly
  /// belongs near the leaves, rises from there: fewer comparisons than looking at each level
  /// whether it fits (Wegener, "Bottom-up heapsort", Theor. Comput. Sci. 118, 1993).
  private mutating func siftDown(_ entry: PendingEvent, from start: Int) {
    var hole = start
    var child = 4 &* hole &+ 1
    while child &+ 3 < count {
      let left = child &+ (entries[child &+ 1] < entries[child] ? 1 : 0)
      let right = child &+ (entries[child &+ 3] < entries[child &+ 2] ? 3 : 2)
      let earliest = entries[right] < entries[left] ? right : left
      entries[hole] = entries[earliest]
      hole = earliest
      child = 4 &* hole &+ 1
    }
    // At most one level more, with fewer than four children.
    if child < count {
      var earliest = child
      for sibling in child + 1..<max(child + 1, count)
      where entries[sibling] < entries[earliest] {
        earliest = sibling
      }
      entries[hole] = entries[earliest]
      hole = earliest
    }
    siftUp(entry, from: hole, to: start)
  }

  /// Puts `entry` into the hole at `start`, moving later ancestors down, none above `top`.
  private mutating func siftUp(_ entry: PendingEvent, from start: Int, to top: Int) {
    var hole = start
    while hole > top {
      let parent = (hole &- 1) / 4
      let above = entries[parent]
      guard entry < above else { break }
      entries[hole] = above
      hole = parent
    }
    entries[hole] = entry
  }
}
