import ClusterSimulation
import ClusterState
import Testing

@Suite("Invariants and the reference model")
struct InvariantTests {
  @Test(
    "random clusters keep every invariant after every event, and decide as the model does",
    arguments: ControlPlaneSettings.Profile.allCases)
  func invariantsHold(profile: ControlPlaneSettings.Profile) {
    var (placed, refused, preempted) = (0, 0, 0)
    for seed in PropertySeeds.first(50) {
      var simulation = Simulation(RandomScenario.configuration(seed: seed, profile))
      var model = ReferenceModel(simulation.state.configuration)
      var isRunning = true
      while isRunning {
        let before = simulation.state.schedulerTieBreak
        isRunning = simulation.run(events: 1)
        let problem =
          Self.violation(in: simulation.state)
          ?? model.compare(with: simulation.state, tieBreak: before)
        guard let problem else { continue }
        Issue.record("\(profile), seed \(seed): \(problem)")
        break
      }
      placed += model.placements
      refused += model.refusals
      preempted += model.preemptions
    }
    #expect(placed > 100 && refused > 20, "the scenarios have become too tame")
    #expect((preempted > 5) == (profile == .modern), "\(preempted) preemptions")
  }

  private static func violation(in state: borrowing SimulationState) -> String? {
    do {
      try state.verifyInvariants()
      return nil
    } catch {
      return error.description
    }
  }
}
