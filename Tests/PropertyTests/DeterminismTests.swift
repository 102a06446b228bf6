import ClusterSimulation
import ClusterState
import SimulationEngine
import Testing

@Suite("Determinism over random clusters")
struct DeterminismTests {
  @Test(
    "equal seeds, forks, checked invariants and full scans all give one recording",
    arguments: ControlPlaneSettings.Profile.allCases)
  func oneRecording(profile: ControlPlaneSettings.Profile) {
    for seed in PropertySeeds.first(10) {
      var configuration = RandomScenario.configuration(seed: seed, profile)
      let expected = RunOutcome(running: configuration)
      func check(_ outcome: RunOutcome, _ what: String) {
        let difference = outcome.difference(from: expected)
        #expect(difference == nil, "\(profile), seed \(seed), \(what)")
      }
      check(RunOutcome(running: configuration), "run again")
      var random = RandomStream(seed: seed, name: "forks")
      let end = configuration.ending.limit.microseconds
      let instant = SimulationTime(microseconds: random.integer(in: 0...end))
      var original = Simulation(configuration)
      original.run(until: instant)
      var fork = original.fork()
      fork.runToEnd()
      check(RunOutcome(fork), "forked at \(instant)")
      original.runToEnd()
      check(RunOutcome(original), "gone on after a fork at \(instant)")
      configuration.checksInvariants = true
      check(RunOutcome(running: configuration), "with invariants checked")
      configuration.scheduling.evaluation = .fullScan
      check(RunOutcome(running: configuration), "with every node asked")
    }
  }
}
