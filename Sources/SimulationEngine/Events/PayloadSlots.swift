/// The payloads of pending events, in slots that are reused.
///
/// A slot belongs to one entry of the order from posting until that entry is taken out, even if the
/// event is cancelled meanwhile: the payload goes at once, the slot with its entry.
@usableFromInline
struct PayloadSlots<Payload> {
  @usableFromInline
  struct Slot {
    @usableFromInline var payload: Payload?
    /// How many events have left this slot.
    @usableFromInline var generation: UInt32

    @inlinable init(payload: Payload?, generation: UInt32) {
      self.payload = payload
      self.generation = generation
    }
  }

  @usableFromInline var slots: ContiguousArray<Slot> = []
  /// Last freed, first reused: it is the one in the cache.
  @usableFromInline var freeSlots: ContiguousArray<UInt32> = []

  @inlinable init() {}

  /// Puts a payload into a free slot.
  @inlinable mutating func store(_ payload: Payload) -> EventHandle {
    if !freeSlots.isEmpty {
      let slot = freeSlots.removeLast()
      slots[Int(slot)].payload = payload
      return EventHandle(slot: slot, generation: slots[Int(slot)].generation)
    }
    precondition(slots.count < UInt32.max, "more pending events than slot numbers")
    slots.append(Slot(payload: payload, generation: 0))
    return EventHandle(slot: UInt32(slots.count - 1), generation: 0)
  }

  /// Whether a handle's event is still to fire.
  @inlinable func holds(_ handle: EventHandle) -> Bool {
    let index = Int(handle.slot)
    return index < slots.count && slots[index].generation == handle.generation
      && slots[index].payload != nil
  }

  /// Drops the payload that a handle names, if any; the slot stays with its pending entry.
  @inlinable mutating func discard(_ handle: EventHandle) -> Bool {
    guard holds(handle) else { return false }
    slots[Int(handle.slot)].payload = nil
    return true
  }

  /// Whether a slot's event is still to fire.
  @inlinable func isLive(_ slot: UInt32) -> Bool { slots[Int(slot)].payload != nil }

  /// Whether an event that is still to fire has a payload like that.
  @inlinable func contains(where predicate: (Payload) -> Bool) -> Bool {
    slots.contains { $0.payload.map(predicate) ?? false }
  }

  /// Frees a slot whose entry left the order; nil if its event was cancelled.
  @inlinable mutating func release(_ slot: UInt32) -> Payload? {
    let index = Int(slot)
    let payload = slots[index].payload.take()
    slots[index].generation += 1
    if slots[index].generation < UInt32.max { freeSlots.append(slot) }
    return payload
  }
}

extension PayloadSlots: Sendable where Payload: Sendable {}
extension PayloadSlots.Slot: Sendable where Payload: Sendable {}
