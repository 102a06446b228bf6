/// A first-in, first-out lane of events that come in firing order.
///
/// A trace is already sorted, and so are many events that were posted for one instant: they wait
/// here and are merged with the other events by a cursor, instead of making the heap deeper.
/// Popping moves the cursor; the popped prefix is dropped once it is at least as long as what
/// remains, so memory stays proportional to the lane.
struct SortedLane: Sendable {
  private var entries: ContiguousArray<PendingEvent> = []
  private var head = 0

  var isEmpty: Bool { head == entries.count }

  var first: PendingEvent? { head < entries.count ? entries[head] : nil }

  /// Whether an entry may join: none waits that fires later.
  func accepts(_ entry: PendingEvent) -> Bool {
    guard head < entries.count else { return true }
    return entries[entries.count - 1] < entry
  }

  /// Adds an entry that the lane accepts. Complexity: amortised O(1).
  mutating func append(_ entry: PendingEvent) {
    if head >= 32 && 2 * head >= entries.count {
      entries.removeSubrange(..<head)
      head = 0
    }
    entries.append(entry)
  }

  /// Takes the first entry; the lane must not be empty.
  mutating func removeFirst() -> PendingEvent {
    let entry = entries[head]
    head += 1
    return entry
  }

  /// Keeps the entries that satisfy the condition. Complexity: O(n).
  mutating func retain(_ isKept: (PendingEvent) -> Bool) {
    entries.removeSubrange(..<head)
    head = 0
    entries.removeAll { !isKept($0) }
  }

  /// Replaces every waiting entry's sequence number by an order-preserving function of it.
  mutating func mapSequences(_ transform: (UInt32) -> UInt32) {
    for index in head..<entries.count {
      entries[index].sequence = transform(entries[index].sequence)
    }
  }
}
