/// Names one posted event, so that exactly that event can be cancelled.
///
/// A handle stays good in a copy of the queue. Once its event has fired or was cancelled it names
/// nothing, forever: a slot whose generations run out is not used again.
public struct EventHandle: Hashable, Sendable {
  @usableFromInline let slot: UInt32
  @usableFromInline let generation: UInt32

  @inlinable init(slot: UInt32, generation: UInt32) {
    self.slot = slot
    self.generation = generation
  }
}
