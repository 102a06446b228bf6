/// The pending entries in firing order, whatever the payloads: the part of the event queue that
/// need not be generic.
///
/// Events soon to fire wait in a small heap, later ones in buckets by how far they lie ahead, and
/// arrivals that came sorted in a lane of their own. Which of the three holds an entry never shows:
/// entries leave by (time, sequence) alone.
@usableFromInline
struct PendingEventOrder: Sendable {
  private var heap = EventHeap()
  private(set) var distant = DistantEvents()
  private var arrivals = ArrivalLane()

  @usableFromInline init() {}

  /// Adds an entry. Complexity: amortised O(1) for distant events, O(log near events) otherwise.
  @usableFromInline mutating func insert(_ entry: PendingEvent) {
    if entry.time > distant.base {
      distant.insert(entry)
    } else {
      heap.push(entry)
    }
  }

  /// Adds an arrival: to the lane if it comes in order, else as any other entry.
  @usableFromInline mutating func insertArrival(_ entry: PendingEvent) {
    if arrivals.accepts(entry.time) {
      arrivals.append(entry)
    } else {
      insert(entry)
    }
  }

  /// The earliest entry, which stays.
  @usableFromInline mutating func first() -> PendingEvent? {
    if heap.isEmpty { distant.moveEarliest(to: &heap) }
    guard let near = heap.first else { return arrivals.first }
    guard let arrival = arrivals.first, arrival < near else { return near }
    return arrival
  }

  /// Takes the earliest entry, unless it is later than `horizon` microseconds.
  @usableFromInline mutating func popFirst(noLaterThan horizon: Int64) -> PendingEvent? {
    if heap.isEmpty { distant.moveEarliest(to: &heap) }
    if let arrival = arrivals.first, heap.first.map({ arrival < $0 }) ?? true {
      return arrival.time <= horizon ? arrivals.removeFirst() : nil
    }
    guard let near = heap.first, near.time <= horizon else { return nil }
    return heap.removeFirst()
  }

  /// Keeps the entries that satisfy the condition. Complexity: O(n).
  @usableFromInline mutating func retain(_ isKept: (PendingEvent) -> Bool) {
    heap.retain(isKept)
    distant.retain(isKept)
    arrivals.retain(isKept)
  }

  /// Numbers the entries 0, 1, 2, … in their order of posting and returns how many there are.
  ///
  /// Needed once in 2^32 events, when the sequence numbers run out. Order-preserving, so every
  /// entry keeps its place. Complexity: O(n log n).
  @usableFromInline mutating func renumber() -> Int {
    var sequences: ContiguousArray<UInt32> = []
    let collect: (UInt32) -> UInt32 = {
      sequences.append($0)
      return $0
    }
    heap.mapSequences(collect)
    distant.mapSequences(collect)
    arrivals.mapSequences(collect)
    sequences.sort()
    let rank: (UInt32) -> UInt32 = { sequence in
      var low = 0
      var high = sequences.count
      while low < high {
        let middle = (low + high) / 2
        if sequences[middle] < sequence { low = middle + 1 } else { high = middle }
      }
      return UInt32(low)
    }
    heap.mapSequences(rank)
    distant.mapSequences(rank)
    arrivals.mapSequences(rank)
    return sequences.count
  }
}
