import SimulationEngine

/// Instants as the page's data has them: in microseconds for small runs, in milliseconds for large
/// ones, rounded up so that nothing is there before it happened.
struct PageClock {
  /// How many pods a run may have whose instants are kept to the microsecond.
  private static let exactLimit = 2_000

  /// The unit in microseconds.
  let tick: Int64

  init(podCount: Int) { tick = podCount <= Self.exactLimit ? 1 : 1_000 }

  /// An instant in ticks.
  func ticks(_ time: SimulationTime) -> Int64 { (time.microseconds + tick - 1) / tick }

  /// The ticks from one instant to another plus one, so that zero says that it did not come; an
  /// instant before the first is negative.
  func gap(from start: SimulationTime, to time: SimulationTime) -> Int64 {
    guard time.isSet else { return 0 }
    let gap = ticks(time) - ticks(start)
    return gap >= 0 ? gap + 1 : gap
  }
}
