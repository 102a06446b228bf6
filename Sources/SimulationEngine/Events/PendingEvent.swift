/// An entry of the event queue: when, in which order, and where the payload waits.
///
/// Two entries never compare equal: `sequence` is the order of posting, so simultaneous events
/// fire first-posted, first-fired. 16 bytes on purpose.
@usableFromInline
struct PendingEvent: Comparable, Sendable {
  /// Microseconds since the start.
  @usableFromInline var time: Int64
  @usableFromInline var sequence: UInt32
  @usableFromInline var slot: UInt32

  @inlinable init(time: Int64, sequence: UInt32, slot: UInt32) {
    self.time = time
    self.sequence = sequence
    self.slot = slot
  }

  @inlinable static func < (a: Self, b: Self) -> Bool {
    a.time != b.time ? a.time < b.time : a.sequence < b.sequence
  }
}
