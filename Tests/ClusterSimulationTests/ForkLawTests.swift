import ClusterSimulation
import ClusterState
import SimulationEngine
import Testing

@Suite("Fork law")
struct ForkLawTests {
  @Test("a fork at any instant runs on to the same end as the original")
  func forksEndAlike() {
    let configuration = Self.configuration
    var straight = Simulation(configuration)
    straight.runToEnd()
    let expected = Summary(straight)
    var random = RandomStream(seed: 7, name: "forks")
    for _ in 0..<50 {
      let instant = SimulationTime(
        microseconds: Int64(random.bounded(900_000_000)))
      var original = Simulation(configuration)
      original.run(until: instant)
      var fork = original.fork()
      fork.runToEnd()
      #expect(Summary(fork) == expected, "forked at \(instant)")
      original.runToEnd()
      #expect(Summary(original) == expected, "original after a fork at \(instant)")
    }
  }

  @Test("what happens to a fork does not happen to the original")
  func forksAreIndependent() {
    var original = Simulation(Self.configuration)
    original.run(until: .seconds(60))
    var fork = original.fork()
    fork.runToEnd()
    let before = original.state.cluster.resourceVersion
    #expect(original.now <= .seconds(60))
    #expect(before < fork.state.cluster.resourceVersion)
  }

  private static var configuration: SimulationConfiguration {
    var configuration = SmallCluster.configuration(.classic, nodes: 4, replicas: 10, until: 900)
    configuration.checksInvariants = false
    configuration.timeline = [
      TimelineEntry(at: .seconds(100), .fail(.node("worker-1"))),
      TimelineEntry(
        at: .seconds(200),
        .scale(
          .named(kind: "ReplicationController", namespace: "default", name: "web"), replicas: 14)),
      TimelineEntry(at: .seconds(600), .recover(.node("worker-1"))),
    ]
    return configuration
  }

  /// What must be equal if two runs are.
  private struct Summary: Equatable {
    let events: Int
    let unseed: UInt64
    let resourceVersion: Int
    let attempts: ContiguousArray<SchedulingAttempt>
    let deletions: ContiguousArray<PodDeletion>
    let utilization: ContiguousArray<UtilizationSample>

    init(_ simulation: borrowing Simulation) {
      events = simulation.eventCount
      unseed = simulation.state.recording.unseed
      resourceVersion = simulation.state.cluster.resourceVersion
      attempts = simulation.state.recording.attempts
      deletions = simulation.state.recording.deletions
      utilization = simulation.state.recording.utilization
    }
  }
}
