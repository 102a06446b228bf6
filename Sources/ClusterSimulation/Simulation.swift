import ClusterState
import Controllers
import NodeAgents
import SimulationEngine

/// A cluster in simulated time: the one owner of everything, and itself a value.
///
/// Not copyable but for `fork()`, so that no copy is made by accident; a fork is exact and cheap,
/// because its columns are shared until one side writes them.
package struct Simulation: ~Copyable, Sendable {
  /// The state of the run.
  package internal(set) var state: SimulationState

  /// How many events of a warm start pass between two questions whether it goes on.
  package static let eventsBetweenQuestions = 512

  /// A simulation of `configuration` at time 0, its initial objects created.
  ///
  /// - Parameter isStopped: asked again and again while a warm start is rehearsed; once it says
  ///   true, the start is cold.
  package init(_ configuration: SimulationConfiguration, unless isStopped: () -> Bool = { false }) {
    state = SimulationState(configuration.warmed(unless: isStopped))
    state.begin()
  }

  private init(state: SimulationState) { self.state = state }

  /// A second simulation that goes on from here on its own, on any thread.
  package borrowing func fork() -> Simulation { Simulation(state: state) }

  /// The instant of the last event.
  package var now: SimulationTime { state.world.loop.now }

  /// How many events have been applied.
  package var eventCount: Int { state.world.loop.firedEventCount }

  /// Whether the run has come to its end.
  package var isFinished: Bool { state.world.isFinished }

  /// The invariant that the last event has broken, if they are checked: a bug, at which the run
  /// ends.
  package var violation: InvariantViolation? { state.violation }

  /// Where time has come to stand still, if it has: the run ends there, before its end.
  package var standstill: Standstill? { state.standstill }

  /// Applies events up to and including `limit`, or to the end of the run if that comes first; a
  /// policy's question ends it earlier.
  ///
  /// Returns false if the run has come to its end.
  @discardableResult
  package mutating func run(until limit: SimulationTime) -> Bool {
    while !state.world.isFinished, !state.isAsking, state.step(until: limit) {}
    return !state.world.isFinished
  }

  /// Applies at most `count` events; returns false if the run has come to its end.
  @discardableResult
  package mutating func run(events count: Int) -> Bool {
    var left = count
    while left > 0, !state.world.isFinished, !state.isAsking, state.step(until: .latest) {
      left -= 1
    }
    return !state.world.isFinished
  }

  /// Applies every event up to the end of the run, and closes the recording.
  ///
  /// A run that has broken an invariant, or in which time stands still, has no end worth recording:
  /// whoever cannot rule that out and wants to go on asks for `violation` and `standstill` first.
  package mutating func runToEnd() {
    run(until: .latest)
    precondition(state.violation == nil, "an invariant is broken: \(state.violation!)")
    precondition(state.standstill == nil, "\(state.standstill!)")
    precondition(!state.isAsking, "a policy has not answered")
    state.finish()
  }

  /// Closes the recording before the end of the run, and marks it as incomplete.
  package mutating func stop() {
    state.world.recording.isIncomplete = true
    state.finish()
  }
}
