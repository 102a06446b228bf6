import SimulationEngine
import TestSupport
import Testing

/// The example of the module's page.
struct CounterTests {
  /// Arrivals without memory and a fixed service: the formula of Pollaczek and Khinchine says 40 s
  /// for two thirds of the time busy.
  @Test func customersWaitAsQueueingTheorySays() throws {
    var counter = Counter()
    try counter.run(seed: 1, until: .seconds(3_000_000))
    let seconds = try #require(counter.waits.mean) / 1_000_000
    #expect((37...43).contains(seconds))
    #expect(counter.waits.count > 45_000)
  }

  @Test func thePageShowsThisVeryCode() throws {
    try DocumentedExample.expect(
      "Counter.swift", on: "Sources/SimulationEngine/SimulationEngine.docc/SimulationEngine.md")
  }
}
