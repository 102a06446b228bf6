/// A four-ary min-heap of pending events: the near future.
///
/// The storage is an array, so a copy of the heap is a copy-on-write value. Sifting goes through
/// the array's buffer without bounds checks (a third of the cost of a pop); every index in it is
/// derived from the count, and nothing unsafe leaves this file.
struct EventHeap: Sendable {
  private(set) var entries: ContiguousArray<PendingEvent> = []

  var isEmpty: Bool { entries.isEmpty }
  var count: Int { entries.count }
  var first: PendingEvent? { entries.first }

  /// Adds an entry. Complexity: O(log n).
  mutating func push(_ entry: PendingEvent) {
    entries.append(entry)
    entries.withUnsafeMutableBufferPointer { Self.siftUp(entry, in: $0) }
  }

  /// Takes the earliest entry; the heap must not be empty. Complexity: O(log n).
  mutating func removeFirst() -> PendingEvent {
    let last = entries.removeLast()
    guard !entries.isEmpty else { return last }
    return entries.withUnsafeMutableBufferPointer { buffer in
      let first = buffer[0]
      Self.siftDown(last, from: 0, in: buffer)
      return first
    }
  }

  /// Keeps the entries that satisfy the condition. Complexity: O(n).
  mutating func retain(_ isKept: (PendingEvent) -> Bool) {
    entries.removeAll { !isKept($0) }
    entries.withUnsafeMutableBufferPointer { buffer in
      guard buffer.count > 1 else { return }
      for index in stride(from: (buffer.count - 2) / 4, through: 0, by: -1) {
        Self.siftDown(buffer[index], from: index, in: buffer)
      }
    }
  }

  /// Replaces every sequence number by an order-preserving function of it.
  mutating func mapSequences(_ transform: (UInt32) -> UInt32) {
    for index in entries.indices {
      entries[index].sequence = transform(entries[index].sequence)
    }
  }

  /// Moves `entry` from the last place towards the root.
  private static func siftUp(
    _ entry: PendingEvent, in buffer: UnsafeMutableBufferPointer<PendingEvent>
  ) {
    var hole = buffer.count - 1
    while hole > 0 {
      let parent = (hole - 1) / 4
      guard entry < buffer[parent] else { break }
      buffer[hole] = buffer[parent]
      hole = parent
    }
    buffer[hole] = entry
  }

  /// Puts `entry` into the hole at `start`, moving earlier descendants up.
  private static func siftDown(
    _ entry: PendingEvent, from start: Int, in buffer: UnsafeMutableBufferPointer<PendingEvent>
  ) {
    let count = buffer.count
    var hole = start
    while true {
      let child = 4 * hole + 1
      guard child < count else { break }
      var earliest = child
      for sibling in child + 1..<max(child + 1, min(child + 4, count))
      where buffer[sibling] < buffer[earliest] {
        earliest = sibling
      }
      guard buffer[earliest] < entry else { break }
      buffer[hole] = buffer[earliest]
      hole = earliest
    }
    buffer[hole] = entry
  }
}
