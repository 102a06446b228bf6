import SimulationEngine

/// The area under a level that is set at instants, in level times microseconds: exact. What lies
/// outside the window is left out.
struct LevelArea {
  private(set) var level: Int64
  private var since: SimulationTime
  private var area: Int128 = 0
  private let window: ReportWindow

  init(_ level: Int64, at start: SimulationTime, within window: ReportWindow) {
    self.level = level
    self.window = window
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
    area + Int128(level) * Int128(window.overlap(since, time))
  }
}
