import ClusterSimulation
import Foundation
import SimulationEngine
import Synchronization
import TestSupport
import Testing

@Suite("Forks on two threads")
struct ForkedThreadsTests {
  /// A simulation, or what has become of it, that a thread may take over.
  private final class Runner: Sendable {
    private let simulation: Mutex<Simulation>
    let outcome = Mutex<RunOutcome?>(nil)

    init(_ simulation: consuming sending Simulation) { self.simulation = Mutex(simulation) }

    func run() {
      let result = simulation.withLock { simulation in
        simulation.runToEnd()
        return RunOutcome(simulation)
      }
      outcome.withLock { $0 = result }
    }
  }

  /// How many pairs of forks run; `WAVETANK_FORK_REPETITIONS` asks for another number.
  private static let repetitions =
    ProcessInfo.processInfo.environment["WAVETANK_FORK_REPETITIONS"].flatMap { Int($0) } ?? 24

  /// Random clusters with what their runs come to, alone and on one thread.
  private static func cases() -> [(configuration: SimulationConfiguration, outcome: RunOutcome)] {
    ControlPlaneSettings.Profile.allCases.flatMap { profile in
      (UInt64(1)...4).map { seed in
        let configuration = RandomScenario.configuration(seed: seed, profile)
        return (configuration, RunOutcome(running: configuration))
      }
    }
  }

  @Test("two forks whose original is gone run on, each on its thread, to the end of the original")
  func forksOnThreadsEndAlike() {
    let cases = Self.cases()
    var random = RandomStream(seed: 1, name: "forks on threads")
    for repetition in 0..<Self.repetitions {
      let (configuration, expected) = cases[repetition % cases.count]
      let end = configuration.ending.limit.microseconds
      let instant = SimulationTime(microseconds: random.integer(in: 0...end))
      let (one, other) = Self.forks(of: configuration, at: instant)
      SideBySide.run({ one.run() }, { other.run() })
      for runner in [one, other] {
        let difference = runner.outcome.withLock { $0?.difference(from: expected) }
        #expect(difference == nil, "\(configuration.name), forked at \(instant)")
      }
    }
  }

  /// Two that share all memory with each other and with nobody else.
  private static func forks(
    of configuration: SimulationConfiguration, at instant: SimulationTime
  ) -> (Runner, Runner) {
    var original = Simulation(configuration)
    original.run(until: instant)
    return (Runner(original.fork()), Runner(original))
  }
}
