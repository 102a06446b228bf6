import SimulationEngine

/// The bounds of the measuring window that are still to come.
struct WindowBounds: Sendable {
  private let window: MeasuringWindow?
  private var hasBegun = false
  /// What was measured, once the window is over.
  private(set) var measured: MeasuredLevels?

  init(_ window: MeasuringWindow?) { self.window = window }

  /// The next bound; the end of time without one.
  var next: SimulationTime {
    guard let window, measured == nil else { return .latest }
    return hasBegun ? window.until ?? .latest : window.from
  }

  /// Until when events come before the next bound: those at the bound are beyond it, but for the
  /// end of the run, which is at `end`.
  func lastBeforeNext(endingAt end: SimulationTime) -> SimulationTime {
    let bound = next
    guard bound > .zero, bound < end else { return bound }
    return bound - .microseconds(1)
  }

  /// Passes the next bound, before which everything has happened that comes before it.
  mutating func pass(in world: inout World) {
    if hasBegun {
      measured = MeasuredLevels(
        resources: world.recording.resources, queue: world.recording.queue,
        cluster: world.cluster)
    } else {
      world.recording.resources.restart(at: next)
      world.recording.queue.restart(at: next)
      hasBegun = true
    }
  }
}
