import SimulationEngine

/// A program outside that decides where pods run: a policy behind the door.
package struct PolicyCommand: Hashable, Sendable {
  /// How long a policy is said to think, while simulated time goes on.
  package enum Charge: Hashable, Sendable {
    /// Its answers take effect at once.
    case none
    /// Each takes effect so much later.
    case fixed(SimulationDuration)
    /// Each takes effect so much later for each node.
    case perNode(SimulationDuration)
    /// Each says itself how much later it takes effect.
    case declared
  }

  /// The program and its arguments.
  package var words: [String]
  /// How long it is said to think.
  package var charge: Charge
  /// The longest wait for an answer in real time: a policy that is slower ends the run.
  package var timeout: SimulationDuration
  /// What the policy is told at the beginning, as JSON.
  package var arguments: String

  /// The program `words` with what it is told.
  package init(
    words: [String], charge: Charge = .none, timeout: SimulationDuration = .seconds(60),
    arguments: String = "{}"
  ) {
    self.words = words
    self.charge = charge
    self.timeout = timeout
    self.arguments = arguments
  }
}
