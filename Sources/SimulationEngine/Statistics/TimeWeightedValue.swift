/// A fractional level that holds between changes, and its statistics over time: a ratio, a price.
///
/// The integral is summed in the order of the changes with compensation, so it is the same
/// everywhere.
public struct TimeWeightedValue: Hashable, Sendable {
  /// The level now.
  public private(set) var level: Double
  /// The least level that held since the start, however briefly.
  public private(set) var minimum: Double
  /// The greatest level that held since the start, however briefly.
  public private(set) var maximum: Double
  private let start: SimulationTime
  private var lastChange: SimulationTime
  private var integralToLastChange = CompensatedSum()

  /// A level observed from `start` on; it must be finite.
  public init(_ level: Double = 0, at start: SimulationTime = .zero) {
    precondition(level.isFinite, "a level is finite")
    self.level = level
    minimum = level
    maximum = level
    self.start = start
    lastChange = start
  }

  /// Sets the level from `time` on; it must be finite, and `time` must not precede the last change.
  public mutating func set(_ newLevel: Double, at time: SimulationTime) {
    precondition(newLevel.isFinite, "a level is finite")
    precondition(time >= lastChange, "a level was set in the past")
    integralToLastChange.add(level * (time - lastChange).seconds)
    lastChange = time
    level = newLevel
    minimum = min(minimum, newLevel)
    maximum = max(maximum, newLevel)
  }

  /// The area under the level from the start until `time`, in level times seconds.
  public func integral(until time: SimulationTime) -> Double {
    precondition(time >= lastChange, "a level was asked for the past")
    var sum = integralToLastChange
    sum.add(level * (time - lastChange).seconds)
    return sum.value
  }

  /// The mean level from the start until `time`; the level itself where no time has passed.
  public func mean(until time: SimulationTime) -> Double {
    time > start ? integral(until: time) / (time - start).seconds : level
  }
}
