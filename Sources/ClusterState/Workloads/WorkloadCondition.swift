import SimulationEngine

/// A condition in the status of a workload.
public struct WorkloadCondition: Hashable, Sendable {
  /// The condition's type, such as `Available`.
  public var type: String
  /// True, false or unknown.
  public var status: ConditionStatus
  /// Why, in a word.
  public var reason: String
  /// Why, in words.
  public var message: String
  /// When it was last written.
  public var lastUpdate: SimulationTime
  /// When its status last changed.
  public var lastTransition: SimulationTime

  /// A condition.
  public init(
    type: String, status: ConditionStatus, reason: String, message: String,
    lastUpdate: SimulationTime, lastTransition: SimulationTime
  ) {
    self.type = type
    self.status = status
    self.reason = reason
    self.message = message
    self.lastUpdate = lastUpdate
    self.lastTransition = lastTransition
  }
}
