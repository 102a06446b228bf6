import SimulationEngine

/// The event queue at work: events that keep posting their successors, by number pending.
///
/// The hold model (Jones, "An empirical comparison of priority-queue and event-set
/// implementations", CACM 29, 1986): take the earliest event, post one a random delay later. The
/// baseline is what a straightforward simulator does: a binary heap of objects that know how to
/// fire themselves.
struct EventQueueBenchmark: Benchmark {
  static let name = "event-queue"
  static let summary = "ns/event of the event loop with dispatch (hold model), beside object events"

  private static let pendingCounts = [100, 1_000, 10_000, 100_000, 150_000, 1_000_000]
  private static let eventCount = 1_000_000

  func run() -> [BenchmarkRow] {
    Self.pendingCounts.flatMap { pending in
      let objects = Self.nanosecondsPerEvent(pending, make: ObjectEventModel.init)
      let baseline = BenchmarkRow.Baseline(name: "heap of objects", figure: objects)
      let loop = Self.nanosecondsPerEvent(pending, make: EventLoopModel.init)
      let queue = Self.nanosecondsPerEvent(pending, make: EventQueueModel.init)
      return [
        BenchmarkRow(
          Self.self, case: "loop, \(pending) pending", loop, unit: "ns/event", baseline: baseline),
        BenchmarkRow(
          Self.self, case: "queue, \(pending) pending", queue, unit: "ns/event",
          baseline: baseline),
      ]
    }
  }

  /// The time of an event once the model has run for a while.
  private static func nanosecondsPerEvent<Model: HoldModel>(
    _ pending: Int, make: (Int) -> Model
  ) -> Double {
    var model = make(pending)
    keep(model.fire(max(2 * pending, eventCount)))
    let measurement = Measurement(repetitions: 5)
    return measurement.nanosecondsPerOperation(eventCount) { model.fire(eventCount) }
  }
}
