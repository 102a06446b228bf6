/// A whole-number level that holds between changes, and its statistics over time: a queue's length,
/// the bytes in use.
///
/// The integral is exact: an integer of 128 bits.
public struct TimeWeightedLevel: Hashable, Sendable {
  /// The level now.
  public private(set) var level: Int64
  /// The least level that held since the start, however briefly.
  public private(set) var minimum: Int64
  /// The greatest level that held since the start, however briefly.
  public private(set) var maximum: Int64
  private let start: SimulationTime
  private var lastChange: SimulationTime
  private var integralToLastChange: Int128 = 0

  /// A level observed from `start` on.
  public init(_ level: Int64 = 0, at start: SimulationTime = .zero) {
    self.level = level
    minimum = level
    maximum = level
    self.start = start
    lastChange = start
  }

  /// Forgets everything but the level, which is observed from `time` on.
  public mutating func restart(at time: SimulationTime) { self = Self(level, at: time) }

  /// Sets the level from `time` on; `time` must not precede the last change.
  public mutating func set(_ newLevel: Int64, at time: SimulationTime) {
    integralToLastChange = integral(until: time)
    lastChange = time
    level = newLevel
    minimum = min(minimum, newLevel)
    maximum = max(maximum, newLevel)
  }

  /// Raises the level by `amount` (or lowers it) from `time` on; traps on overflow.
  public mutating func add(_ amount: Int64, at time: SimulationTime) {
    set(level + amount, at: time)
  }

  /// The area under the level from the start until `time`, in level times microseconds.
  public func integral(until time: SimulationTime) -> Int128 {
    precondition(time >= lastChange, "a level was asked for the past")
    return integralToLastChange + Int128(level) * Int128((time - lastChange).microseconds)
  }

  /// The mean level from the start until `time`; the level itself where no time has passed.
  public func mean(until time: SimulationTime) -> Double {
    let span = (time - start).microseconds
    guard span > 0 else { return Double(level) }
    return quotient(integral(until: time), Int128(span))
  }
}
