import SimulationEngine

/// A controller's client of the API server: its rate limit, on which its writes and events draw.
///
/// Writes are asked for side by side, so each takes its turn at once. Events leave one after the
/// other: the next one asks for a turn when the last one has arrived, and comes behind all the
/// writes that were asked for until then. Source: `StartRecordingToSink` of
/// `client-go/tools/record/event.go`, Kubernetes 1.36, where one loop writes the events.
package struct ControllerClient: Sendable {
  private var bucket: TokenBucket
  private let writeLatency: SimulationDuration
  /// When the event that is under way arrives.
  private var eventArrives = SimulationTime.zero
  /// The events that wait for it.
  private var waitingEvents: Int32 = 0

  /// A client with all its turns saved up, whose writes arrive after `writeLatency`.
  package init(_ bucket: TokenBucket, writeLatency: SimulationDuration) {
    self.bucket = bucket
    self.writeLatency = writeLatency
  }

  /// Takes a turn for a write that is asked for at `now`; returns when that is.
  package mutating func takeForWrite(at now: SimulationTime) -> SimulationTime {
    sendEvents(until: now)
    return bucket.take(at: now)
  }

  /// Lets an event follow those that wait.
  package mutating func addEvent(at now: SimulationTime) {
    sendEvents(until: now)
    waitingEvents += 1
    eventArrives = waitingEvents == 1 ? max(eventArrives, now) : eventArrives
    sendEvents(until: now)
  }

  private mutating func sendEvents(until now: SimulationTime) {
    while waitingEvents > 0, eventArrives <= now {
      waitingEvents -= 1
      eventArrives = bucket.take(at: eventArrives) + writeLatency
    }
  }
}
