/// The clock and the pending events of a simulation: fires one event after the other.
///
/// A value: a copy is a snapshot, and the copies go their own ways. A model whose state contains
/// its loop takes events with `next(until:)` and applies them itself; a model beside its loop
/// hands a handler to `run`.
public struct EventLoop<Payload> {
  /// The instant of the event fired last; never goes back.
  @inlinable public var now: SimulationTime { clock }
  /// How many events have fired.
  @inlinable public var firedEventCount: Int { firedCount }
  /// How many events have fired since the clock last moved: those at the instant `now`.
  @inlinable public var firedEventCountAtInstant: Int { firedCount - firedBeforeInstant }

  @usableFromInline var clock: SimulationTime
  @usableFromInline var firedCount = 0
  @usableFromInline var firedBeforeInstant = 0
  @usableFromInline var queue: EventQueue<Payload>
  @usableFromInline var isStopRequested = false

  /// A loop without events, its clock at `start`.
  @inlinable public init(start: SimulationTime = .zero) {
    self.init(start: start, queue: EventQueue())
  }

  @usableFromInline package init(start: SimulationTime, queue: EventQueue<Payload>) {
    precondition(start >= .zero && start <= .latest, "the clock starts within 0 and `latest`")
    clock = start
    self.queue = queue
  }

  /// How many events are pending.
  @inlinable public var pendingEventCount: Int { queue.count }

  /// When the next event is due; nil if none is pending.
  @inlinable public mutating func nextTime() -> SimulationTime? { queue.nextTime() }

  /// Posts an event for `time`, which must not lie in the past.
  @inlinable @discardableResult
  public mutating func post(_ payload: Payload, at time: SimulationTime) -> EventHandle {
    precondition(time >= clock, "an event was posted into the past")
    return queue.post(payload, at: time)
  }

  /// Posts an event for `delay` from now, which must not be negative.
  @inlinable @discardableResult
  public mutating func post(_ payload: Payload, after delay: SimulationDuration) -> EventHandle {
    post(payload, at: clock + delay)
  }

  /// Posts an event that is known to come in order of time, such as a row of a sorted trace; see
  /// `EventQueue.appendArrival`.
  @inlinable @discardableResult
  public mutating func appendArrival(_ payload: Payload, at time: SimulationTime) -> EventHandle {
    precondition(time >= clock, "an arrival was posted into the past")
    return queue.appendArrival(payload, at: time)
  }

  /// Takes an event back before it fires; false if it has fired or was cancelled already.
  @inlinable @discardableResult
  public mutating func cancel(_ handle: EventHandle) -> Bool { queue.cancel(handle) }

  /// Whether an event like that is pending. Complexity: O(n), in no order.
  @inlinable public func containsPending(where predicate: (Payload) -> Bool) -> Bool {
    queue.contains(where: predicate)
  }

  /// Whether the event is still to fire.
  @inlinable public func isPending(_ handle: EventHandle) -> Bool { queue.isPending(handle) }

  /// Makes the current run end after the event that is being handled.
  @inlinable public mutating func stop() { isStopRequested = true }

  /// Fires one event: takes the earliest, sets the clock to it and returns its payload for the
  /// caller to act on. Nil, and an unmoved clock, if none is due by `horizon`.
  @inlinable public mutating func next(until horizon: SimulationTime = .latest) -> Payload? {
    guard let (time, payload) = queue.popFirst(noLaterThan: horizon) else { return nil }
    precondition(time >= clock, "the clock would go back")
    move(to: time)
    firedCount += 1
    return payload
  }

  /// Moves the clock forward to `time`; no event may be due before.
  public mutating func advance(to time: SimulationTime) {
    precondition(time >= clock, "the clock would go back")
    if let due = queue.nextTime() {
      precondition(due >= time, "the clock would pass over an event due at \(due)")
    }
    move(to: time)
  }

  @inlinable mutating func move(to time: SimulationTime) {
    if time != clock { firedBeforeInstant = firedCount }
    clock = time
  }

  /// Fires events in order, those at `horizon` included, until none is due, the handler stops the
  /// run, or `eventLimit` events have fired in this run.
  ///
  /// The handler may post, cancel and stop. A run that ended can be taken up by another.
  @inlinable public mutating func run(
    until horizon: SimulationTime = .latest, eventLimit: Int = .max,
    handle: (Payload, inout EventLoop) -> Void
  ) -> StopReason {
    precondition(horizon <= .latest, "a horizon lies no later than `latest`")
    isStopRequested = false
    var remaining = eventLimit
    while remaining > 0 {
      guard let payload = next(until: horizon) else {
        if queue.isEmpty { return .queueExhausted }
        if horizon > clock { move(to: horizon) }
        return .horizonReached
      }
      handle(payload, &self)
      if isStopRequested { return .stopped }
      remaining -= 1
    }
    return .eventLimitReached
  }
}

extension EventLoop: Sendable where Payload: Sendable {}
