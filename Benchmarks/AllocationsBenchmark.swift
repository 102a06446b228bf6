import AllocationCounter
import ClusterSimulation

/// Allocations per event of a cluster in steady state, counted: there are to be none.
struct AllocationsBenchmark: Benchmark {
  static let name = "allocations"
  static let summary = "allocations per event in steady state, counted at malloc"

  /// The C library is none whose allocations can be counted.
  struct NotCounted: Error, CustomStringConvertible {
    let description = "allocations are counted with the C library of GNU only"
  }

  /// Whether allocations can be counted here.
  static var isCounted: Bool { wavetank_allocation_count() >= 0 }

  func run() throws -> [BenchmarkRow] {
    guard Self.isCounted else { throw NotCounted() }
    return try SteadyLoad.Kind.allCases.map { kind in
      let count = try Self.count(SteadyLoad(kind: kind, nodeCount: 1000), events: 1_000_000)
      return BenchmarkRow(
        Self.self, case: kind.rawValue, count, unit: "/event",
        baseline: .init(name: "an object an event", figure: 1))
    }
  }

  /// How often memory is asked for per event, once the steady state is reached.
  ///
  /// Tables of what has been double now and then: a few allocations in a million events.
  static func count(_ load: SteadyLoad, events: Int) throws -> Double {
    var simulation = try load.simulation()
    let before = wavetank_allocation_count()
    let first = simulation.eventCount
    simulation.run(events: events)
    let allocations = wavetank_allocation_count() - before
    return Double(allocations) / Double(simulation.eventCount - first)
  }
}
