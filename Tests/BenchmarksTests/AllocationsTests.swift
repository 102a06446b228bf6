import Testing

@testable import benchmarks

/// Events allocate nothing once a cluster is in its steady state.
struct AllocationsTests {
  /// Without optimisation the compiler makes objects of its own, and nothing is learned.
  static var isMeaningful: Bool {
    #if DEBUG
      false
    #else
      AllocationsBenchmark.isCounted
    #endif
  }

  /// The most allocations per event: one in a thousand leaves room for tables that double; where
  /// pods come and go, for the few lists that the scheduler's decision makes for each of them.
  @Test(
    .enabled(if: isMeaningful, "counted in release builds with the C library of GNU"),
    arguments: [(SteadyLoad.Kind.quiet, 0.001), (.churn, 0.2)])
  func steadyStateAllocatesNothing(kind: SteadyLoad.Kind, limit: Double) throws {
    let count = try AllocationsBenchmark.count(
      SteadyLoad(kind: kind, nodeCount: 200), events: 200_000)
    #expect(count < limit)
  }
}
