import ClusterSimulation

/// How many events are handled between two looks at the world outside: as many as take a moment.
///
/// An event takes microseconds in a small cluster and may take milliseconds in a large one. The
/// number follows what the last events took, so that signals are heard and progress is shown at
/// any size; it has no effect on a result.
struct Pacing {
  /// How many events are handled before the next look.
  private(set) var eventCount = 64
  private var last = ContinuousClock.now

  /// The longest time between two looks that is aimed at.
  private static let moment = Duration.milliseconds(40)
  /// Between two looks there are at most so many events, however fast the last ones were: the next
  /// ones may be slow.
  static let mostEvents = Simulation.eventsBetweenQuestions

  /// Notes that the events have been handled.
  mutating func adapt() {
    let now = ContinuousClock.now
    adapt(to: now - last)
    last = now
  }

  /// Notes that the events took `span`.
  mutating func adapt(to span: Duration) {
    if span > Self.moment {
      eventCount = max(1, eventCount / 4)
    } else if span < Self.moment / 4 {
      eventCount = min(Self.mostEvents, eventCount * 2)
    }
  }
}
