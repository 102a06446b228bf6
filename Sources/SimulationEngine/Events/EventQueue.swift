/// The pending events of a simulation (the "future event list").
///
/// Events leave by time, and simultaneous ones in the order in which they were posted: the order is
/// total, and there is no other tie-break. Payloads are values, best a small enum. A copy of the
/// queue is an exact and independent copy, made when either of the two first changes. In steady
/// state nothing is allocated.
public struct EventQueue<Payload> {
  @usableFromInline var order = PendingEventOrder()
  @usableFromInline var payloads = PayloadSlots<Payload>()
  @usableFromInline var nextSequence: UInt32
  @usableFromInline var liveCount = 0
  /// Entries in `order` whose events were cancelled.
  @usableFromInline var cancelledCount = 0

  /// An empty queue.
  @inlinable public init() { self.init(firstSequence: 0) }

  /// An empty queue whose first event gets a given sequence number, to test their renumbering.
  @usableFromInline package init(firstSequence: UInt32) { nextSequence = firstSequence }

  /// How many events are pending.
  @inlinable public var count: Int { liveCount }

  /// Whether no event is pending.
  @inlinable public var isEmpty: Bool { liveCount == 0 }

  /// Adds an event at `time`, behind those already posted for that instant.
  ///
  /// Complexity: amortised O(1) when many events are due earlier, O(log n) at worst.
  @inlinable @discardableResult
  public mutating func post(_ payload: Payload, at time: SimulationTime) -> EventHandle {
    let handle = payloads.store(payload)
    order.insert(
      PendingEvent(time: time.microseconds, sequence: takeSequence(), slot: handle.slot))
    liveCount += 1
    return handle
  }

  /// Adds an event that is known to come in order of time, such as a row of a sorted trace.
  ///
  /// The same as `post` in effect, and cheaper: while arrivals come in order they wait in a lane
  /// that is merely merged with the other events. One that is earlier than its predecessor takes
  /// the ordinary way.
  @inlinable @discardableResult
  public mutating func appendArrival(_ payload: Payload, at time: SimulationTime) -> EventHandle {
    let handle = payloads.store(payload)
    order.insertArrival(
      PendingEvent(time: time.microseconds, sequence: takeSequence(), slot: handle.slot))
    liveCount += 1
    return handle
  }

  /// Takes an event back before it fires; false if it has fired or was cancelled already.
  ///
  /// Complexity: amortised O(1). Its entry stays behind until its time comes or until such entries
  /// outnumber the pending events.
  @inlinable @discardableResult
  public mutating func cancel(_ handle: EventHandle) -> Bool {
    guard payloads.discard(handle) else { return false }
    liveCount -= 1
    cancelledCount += 1
    if cancelledCount > liveCount + 64 { dropCancelled() }
    return true
  }

  /// Whether the event is still to fire.
  @inlinable public func isPending(_ handle: EventHandle) -> Bool { payloads.holds(handle) }

  /// Whether an event like that is pending. Complexity: O(n), in no order.
  @inlinable public func contains(where predicate: (Payload) -> Bool) -> Bool {
    payloads.contains(where: predicate)
  }

  /// Takes the earliest event, unless none is due by `horizon`.
  @inlinable public mutating func popFirst(
    noLaterThan horizon: SimulationTime = .latest
  ) -> (time: SimulationTime, payload: Payload)? {
    while let entry = order.popFirst(noLaterThan: horizon.microseconds) {
      if let payload = payloads.release(entry.slot) {
        liveCount -= 1
        return (SimulationTime(microseconds: entry.time), payload)
      }
      cancelledCount -= 1
    }
    return nil
  }

  /// When the earliest event is due; nil if none is pending.
  ///
  /// Mutating, because it puts the queue in order as far as it must look.
  @inlinable public mutating func nextTime() -> SimulationTime? {
    while let entry = order.first() {
      if payloads.isLive(entry.slot) { return SimulationTime(microseconds: entry.time) }
      _ = order.popFirst(noLaterThan: entry.time)
      _ = payloads.release(entry.slot)
      cancelledCount -= 1
    }
    return nil
  }

  /// The next number in the order of posting; numbers the entries anew when there is none left.
  @inlinable mutating func takeSequence() -> UInt32 {
    if nextSequence == UInt32.max { renumber() }
    defer { nextSequence += 1 }
    return nextSequence
  }

  @usableFromInline mutating func renumber() {
    let entryCount = order.renumber()
    precondition(entryCount < UInt32.max, "more pending events than sequence numbers")
    nextSequence = UInt32(entryCount)
  }

  /// Removes the entries of cancelled events.
  @usableFromInline mutating func dropCancelled() {
    var payloads = payloads
    self.payloads = PayloadSlots()
    order.retain { entry in
      if payloads.isLive(entry.slot) { return true }
      _ = payloads.release(entry.slot)
      return false
    }
    self.payloads = payloads
    cancelledCount = 0
  }
}

extension EventQueue: Sendable where Payload: Sendable {}
