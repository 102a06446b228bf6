/// The pending entries in firing order, whatever the payloads: the part of the event queue that
/// need not be generic.
///
/// Events soon to fire wait in a small heap, later ones in buckets by how far they lie ahead, and
/// arrivals that came sorted in a lane of their own; a crowd of simultaneous events moves from its
/// bucket to another lane, which keeps the heap small when ten thousand heartbeats are due at once.
/// Which of the four holds an entry never shows: entries leave by (time, sequence) alone.
@usableFromInline
struct PendingEventOrder: Sendable {
  /// Alone in referring to its token, a value may write to its buffers.
  private final class Token: Sendable {}

  /// Heaps of fewer entries are as fast as they get.
  private static let smallHeap = 128

  private var token = Token()
  private var heap = EventHeap()
  private(set) var distant = DistantEvents()
  private var arrivals = SortedLane()
  private var simultaneous = SortedLane()
  /// How large the heap may grow before the later part of it is moved away.
  private var heapLimit = PendingEventOrder.smallHeap

  @usableFromInline init() {}

  /// Adds an entry. Complexity: amortised O(1) for distant events, O(log near events) otherwise.
  @usableFromInline mutating func insert(_ entry: PendingEvent) {
    makeUnique()
    if entry.time > distant.base {
      distant.insert(entry)
    } else if let crowd = simultaneous.first {
      if entry.time == crowd.time { simultaneous.append(entry) } else { heap.push(entry) }
    } else {
      heap.push(entry)
      if heap.count > heapLimit { relieveHeap() }
    }
  }

  /// Adds an arrival: to the lane if it comes in order, else as any other entry.
  @usableFromInline mutating func insertArrival(_ entry: PendingEvent) {
    if arrivals.accepts(entry) {
      arrivals.append(entry)
    } else {
      insert(entry)
    }
  }

  /// The earliest entry, which stays.
  @usableFromInline mutating func first() -> PendingEvent? {
    refillIfNeeded()
    var first = heap.isEmpty ? simultaneous.first : heap.first
    if let crowd = simultaneous.first, let other = first, crowd < other { first = crowd }
    if let arrival = arrivals.first, first.map({ arrival < $0 }) ?? true { first = arrival }
    return first
  }

  /// Takes the earliest entry, unless it is later than `horizon` microseconds.
  @usableFromInline mutating func popFirst(noLaterThan horizon: Int64) -> PendingEvent? {
    refillIfNeeded()
    let crowd = simultaneous.first
    if let arrival = arrivals.first, heap.isEmpty || arrival < heap.first,
      crowd.map({ arrival < $0 }) ?? true
    {
      return arrival.time <= horizon ? arrivals.removeFirst() : nil
    }
    if let crowd, heap.isEmpty || crowd < heap.first {
      return crowd.time <= horizon ? simultaneous.removeFirst() : nil
    }
    guard !heap.isEmpty, heap.first.time <= horizon else { return nil }
    makeUnique()
    return heap.removeFirst()
  }

  /// Keeps the entries that satisfy the condition. Complexity: O(n).
  @usableFromInline mutating func retain(_ isKept: (PendingEvent) -> Bool) {
    makeUnique()
    heap.retain(isKept)
    distant.retain(isKept)
    arrivals.retain(isKept)
    simultaneous.retain(isKept)
  }

  /// Numbers the entries 0, 1, 2, … in their order of posting and returns how many there are.
  ///
  /// Needed once in 2^32 events, when the sequence numbers run out. Order-preserving, so every
  /// entry keeps its place. Complexity: O(n log n).
  @usableFromInline mutating func renumber() -> Int {
    makeUnique()
    var sequences: ContiguousArray<UInt32> = []
    let collect: (UInt32) -> UInt32 = {
      sequences.append($0)
      return $0
    }
    heap.mapSequences(collect)
    distant.mapSequences(collect)
    arrivals.mapSequences(collect)
    simultaneous.mapSequences(collect)
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
    simultaneous.mapSequences(rank)
    return sequences.count
  }

  private mutating func refillIfNeeded() {
    guard heap.isEmpty, simultaneous.isEmpty, !distant.isEmpty else { return }
    makeUnique()
    distant.moveEarliest(to: &heap, simultaneous: &simultaneous)
  }

  /// Moves the later part of the heap to the distant events; if that does not help, because many
  /// are due at the start of the run, the next attempt waits until the heap has doubled. The lane
  /// of simultaneous events must be empty: it comes before whatever is distant.
  private mutating func relieveHeap() {
    distant.relieve(&heap)
    heapLimit = max(Self.smallHeap, 2 * heap.count)
  }

  /// Ends the sharing of memory with a copy. Complexity: O(n) after a copy was made, else O(1).
  ///
  /// The copies come first: a value on another thread writes in place as soon as it is the only one
  /// left to hold the token.
  private mutating func makeUnique() {
    guard !isKnownUniquelyReferenced(&token) else { return }
    let shared = token
    heap.detach()
    distant.detach()
    token = Token()
    // Without this the optimizer may let go of the shared token after its last use, which is above.
    withExtendedLifetime(shared) {}
  }
}
