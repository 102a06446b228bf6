/// An entry of the event queue: when, in which order, and where the payload waits.
///
/// Two entries never compare equal: `sequence` is the order of posting, so simultaneous events
/// fire first-posted, first-fired. 16 bytes on purpose.
@usableFromInline
struct PendingEvent: Comparable, BitwiseCopyable, Sendable {
  /// Microseconds since the start.
  @usableFromInline var time: Int64
  /// The sequence number in the upper half, the slot in the lower: one word, because the processor
  /// stalls when it reads as one what it has just written as two.
  @usableFromInline var ticket: UInt64

  @inlinable init(time: Int64, sequence: UInt32, slot: UInt32) {
    self.time = time
    ticket = UInt64(sequence) << 32 | UInt64(slot)
  }

  /// The place in the order of posting.
  @inlinable var sequence: UInt32 {
    get { UInt32(truncatingIfNeeded: ticket >> 32) }
    set { ticket = UInt64(newValue) << 32 | UInt64(slot) }
  }

  /// Where the payload waits.
  @inlinable var slot: UInt32 { UInt32(truncatingIfNeeded: ticket) }

  /// Compares time and sequence as one integer of 128 bits, which takes no branch that could be
  /// guessed wrong.
  @inlinable static func < (a: Self, b: Self) -> Bool {
    (Int128(a.time) << 64 | Int128(a.ticket)) < (Int128(b.time) << 64 | Int128(b.ticket))
  }
}
