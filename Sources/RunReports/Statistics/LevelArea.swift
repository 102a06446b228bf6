import SimulationEngine

/// The area under a level that is set at instants, in level times microseconds: exact.
struct LevelArea {
  private(set) var level: Int64
  private var since: SimulationTime
  private var area: Int128 = 0

  init(_ level: Int64, at start: SimulationTime) {
    self.level = level
    since = start
  }

  /// The level is `level` from `time` on.
  mutating func set(_ level: Int64, at time: SimulationTime) {
    area = total(until: time)
    since = max(since, time)
    self.level = level
  }

  /// The area until `time`.
  func total(until time: SimulationTime) -> Int128 {
    time > since ? area + Int128(level) * Int128((time - since).microseconds) : area
  }
}
