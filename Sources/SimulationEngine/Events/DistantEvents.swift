/// The pending events that are too far ahead to be worth ordering yet.
///
/// A radix queue: times are read as 16 hexadecimal digits, and an event waits in the bucket of the
/// highest digit in which its time differs from `base`. Every event of a lower level is earlier
/// than every event of a higher one, and so it is for the digits within a level, so the earliest
/// events are found by two bit scans. A bucket is emptied into the heap when it is small or of one
/// instant, and otherwise dealt out to lower levels; an event moves at most 16 times, three or four
/// times when a million wait. The heap then puts them into their exact order.
///
/// The heap thus stays small enough for the first-level cache however many events are pending,
/// which is what makes a million of them cost little more than a thousand. Idea: Ahuja, Mehlhorn,
/// Orlin, Tarjan, "Faster Algorithms for the Shortest Path Problem", JACM 37 (1990); unlike a plain
/// radix heap this one may also take events before `base`, since those go to the heap.
struct DistantEvents: Sendable {
  /// Buckets of at most this many events go to the heap undivided.
  private static let heapBatch = 64
  private static let digitBits = 4
  private static let digitCount = 1 << digitBits
  private static let levelCount = 16
  private static let chunkSize = 32
  private static let noChunk: Int32 = -1
  private static let blank = PendingEvent(time: 0, sequence: 0, slot: 0)

  /// A list of chunks, all full but the last.
  private struct Bucket {
    var count = 0
    var head = DistantEvents.noChunk
    var tail = DistantEvents.noChunk
  }

  /// The latest time that belongs to the heap; every event here is later.
  private(set) var base = Int64.max
  private var buckets = OwnedBuffer(
    repeating: Bucket(), capacity: DistantEvents.levelCount * DistantEvents.digitCount)
  /// Bit `d` of element `l` is set when the bucket of digit `d` on level `l` holds events.
  private var occupiedDigits = OwnedBuffer<UInt16>(
    repeating: 0, capacity: DistantEvents.levelCount)
  private var occupiedLevels: UInt16 = 0
  /// Chunk `c` is the `chunkSize` entries from `c * chunkSize`.
  private var chunks = OwnedBuffer(
    repeating: DistantEvents.blank, capacity: DistantEvents.chunkSize)
  /// The chunk behind each chunk in its bucket, or in the list of free chunks.
  private var nextChunk = OwnedBuffer(repeating: DistantEvents.noChunk, capacity: 1)
  private var firstFreeChunk = DistantEvents.noChunk

  /// How many chunks there are, used and free: what the memory of the queue is proportional to.
  private(set) var chunkCount = 0

  var isEmpty: Bool { occupiedLevels == 0 }

  /// Adds an event later than `base`. Complexity: amortised O(1).
  mutating func insert(_ entry: PendingEvent) {
    let difference = UInt64(bitPattern: entry.time ^ base)
    let level = (63 - difference.leadingZeroBitCount) / Self.digitBits
    let digit = Int(truncatingIfNeeded: entry.time >> (level * Self.digitBits)) & 15
    let index = level * Self.digitCount + digit
    var bucket = buckets[index]
    let offset = bucket.count % Self.chunkSize
    if offset == 0 {
      let chunk = takeChunk()
      if bucket.count == 0 {
        bucket.head = chunk
        occupiedDigits[level] |= 1 << digit
        occupiedLevels |= 1 << level
      } else {
        nextChunk[Int(bucket.tail)] = chunk
      }
      bucket.tail = chunk
    }
    chunks[Int(bucket.tail) * Self.chunkSize + offset] = entry
    bucket.count += 1
    buckets[index] = bucket
  }

  /// Moves the earliest events to `heap`, at least one if there is any, and raises `base` to the
  /// latest of them. If they are many of one instant, they move to the lane `simultaneous` instead,
  /// as far as they lie in the order of posting, which all do that were never in the heap. Both
  /// must be empty.
  mutating func moveEarliest(to heap: inout EventHeap, simultaneous: inout SortedLane) {
    while occupiedLevels != 0 && heap.isEmpty && simultaneous.isEmpty {
      let level = occupiedLevels.trailingZeroBitCount
      let digit = occupiedDigits[level].trailingZeroBitCount
      let bucket = removeBucket(level: level, digit: digit)
      if bucket.count <= Self.heapBatch {
        var latest = base
        drain(bucket) { events, entry in
          latest = max(latest, entry.time)
          heap.push(entry)
        }
        // With nothing left here, the heap may take all until it is large: see `relieve`.
        base = isEmpty ? .max : latest
      } else if level == 0 {
        let instant = base & ~Int64(Self.digitCount - 1) | Int64(digit)
        drain(bucket) { _, entry in
          if simultaneous.accepts(entry) { simultaneous.append(entry) } else { heap.push(entry) }
        }
        base = isEmpty ? .max : instant
      } else {
        // The bucket's first instant shares all digits above `level` with the old base, so the
        // other buckets keep their meaning.
        let shift = level * Self.digitBits
        let above = base >> shift & ~Int64(Self.digitCount - 1)
        base = (above | Int64(digit)) << shift
        drain(bucket) { events, entry in
          if entry.time > events.base {
            events.insert(entry)
          } else if simultaneous.accepts(entry) {
            simultaneous.append(entry)
          } else {
            heap.push(entry)
          }
        }
      }
    }
  }

  /// Takes the later part of a heap that has grown large: lowers `base` to just before the heap's
  /// typical time and takes what is due after it.
  ///
  /// Buckets of levels above the highest digit in which the new base differs from the old one keep
  /// their meaning, and so do those of that level; what lies below moves up to it.
  mutating func relieve(_ heap: inout EventHeap) {
    let former = base
    base = min(former, max(heap.typicalTime - 1, 0))
    guard base < former else { return }
    let level = (63 - UInt64(bitPattern: base ^ former).leadingZeroBitCount) / Self.digitBits
    reinsertEvents(belowLevel: level) { _ in true }
    heap.retain { entry in
      if entry.time <= base { return true }
      insert(entry)
      return false
    }
  }

  /// Keeps the events that satisfy the condition. Complexity: O(n).
  mutating func retain(_ isKept: (PendingEvent) -> Bool) {
    reinsertEvents(belowLevel: Self.levelCount, isKept)
  }

  /// Takes the events of the lower levels out and puts those back that satisfy the condition.
  private mutating func reinsertEvents(
    belowLevel end: Int, _ isKept: (PendingEvent) -> Bool
  ) {
    for level in 0..<end {
      var digits = occupiedDigits[level]
      while digits != 0 {
        let digit = digits.trailingZeroBitCount
        digits &= digits - 1
        let bucket = removeBucket(level: level, digit: digit)
        drain(bucket) { events, entry in
          if isKept(entry) { events.insert(entry) }
        }
      }
    }
  }

  /// Replaces every sequence number by an order-preserving function of it.
  mutating func mapSequences(_ transform: (UInt32) -> UInt32) {
    for index in 0..<buckets.capacity {
      let bucket = buckets[index]
      var chunk = Int(bucket.head)
      for position in 0..<bucket.count {
        let offset = position % Self.chunkSize
        if offset == 0 && position > 0 { chunk = Int(nextChunk[chunk]) }
        let index = chunk * Self.chunkSize + offset
        chunks[index].sequence = transform(chunks[index].sequence)
      }
    }
  }

  /// Takes a bucket's chunks away from it, for `drain`.
  private mutating func removeBucket(level: Int, digit: Int) -> Bucket {
    let index = level * Self.digitCount + digit
    let bucket = buckets[index]
    buckets[index] = Bucket()
    occupiedDigits[level] &= ~(1 << digit)
    if occupiedDigits[level] == 0 { occupiedLevels &= ~(1 << level) }
    return bucket
  }

  /// Visits the events of a removed bucket in order and frees each chunk once it is read; the
  /// visitor may insert.
  private mutating func drain(
    _ bucket: Bucket, _ visit: (inout DistantEvents, PendingEvent) -> Void
  ) {
    var chunk = bucket.head
    var remaining = bucket.count
    while remaining > 0 {
      let start = Int(chunk) * Self.chunkSize
      for index in start..<start + min(remaining, Self.chunkSize) {
        visit(&self, chunks[index])
      }
      remaining -= Self.chunkSize
      let following = nextChunk[Int(chunk)]
      nextChunk[Int(chunk)] = firstFreeChunk
      firstFreeChunk = chunk
      chunk = following
    }
  }

  /// Gives this value memory of its own; see `OwnedBuffer`.
  mutating func detach() {
    buckets.detach()
    occupiedDigits.detach()
    chunks.detach()
    nextChunk.detach()
  }

  /// A chunk for new entries: a freed one if there is any, for its warmth in the cache.
  private mutating func takeChunk() -> Int32 {
    let free = firstFreeChunk
    if free != Self.noChunk {
      firstFreeChunk = nextChunk[Int(free)]
      return free
    }
    if chunkCount == nextChunk.capacity {
      nextChunk.double(filling: Self.noChunk)
      chunks.double(filling: Self.blank)
    }
    chunkCount += 1
    return Int32(chunkCount - 1)
  }
}
