import ClusterSimulation
import ClusterState
import SimulationEngine
import Testing

@Suite("Explanations over random clusters")
struct ExplanationLawTests {
  @Test(
    "a run that is explained is the same run, and every explanation is of its own attempt",
    arguments: ControlPlaneSettings.Profile.allCases)
  func explainedRunIsTheSame(profile: ControlPlaneSettings.Profile) {
    for seed in PropertySeeds.first(6) {
      let configuration = RandomScenario.configuration(seed: seed, profile)
      let expected = RunOutcome(running: configuration)
      var simulation = Simulation(configuration)
      simulation.explain(.every)
      var explained: [AttemptExplanation] = []
      while simulation.run(events: 1) { explained += simulation.takeExplanations() }
      explained += simulation.takeExplanations()
      simulation.runToEnd()
      let difference = RunOutcome(simulation).difference(from: expected)
      #expect(difference == nil, "\(profile), seed \(seed)")
      let attempts = simulation.state.recording.attempts
      #expect(explained.count == attempts.count, "\(profile), seed \(seed)")
      for (explanation, attempt) in zip(explained, attempts) {
        let decision = explanation.explanation.decision
        #expect(
          explanation.pod == attempt.pod && explanation.attempt == attempt.attempt
            && explanation.time == attempt.time && decision.node == attempt.node
            && decision.nominatedNode == attempt.nominated && decision.score == attempt.score
            && decision.feasibleCount == Int(attempt.feasible)
            && decision.examinedCount == Int(attempt.evaluated),
          "\(profile), seed \(seed), attempt \(attempt)")
      }
    }
  }
}
