import SimulationEngine

/// How the containers of a pod have ended, as its last status tells; kept of the pods of jobs until
/// they are counted.
public struct PodEnd: Hashable, Sendable {
  /// When the last of the containers ended, init containers left out; unset unless all have.
  public var finished: SimulationTime
  /// The exit codes of the init containers and containers, in order; nil for one that has not
  /// ended.
  public var exitCodes: ContiguousArray<Int32?>

  /// These exit codes, the last of them at `finished`.
  public init(finished: SimulationTime, exitCodes: ContiguousArray<Int32?>) {
    self.finished = finished
    self.exitCodes = exitCodes
  }
}
