import ClusterState
import SimulationEngine

/// How far each component has read the log of writes.
struct WatchCursors: Sendable {
  private var positions = ContiguousArray(repeating: 0, count: Watcher.allCases.count)
  private var isWakePosted = ContiguousArray(repeating: false, count: Watcher.allCases.count)
  private var isPaused = ContiguousArray(repeating: false, count: Watcher.allCases.count)
  /// Whether nobody's wake has to be looked at until something is written.
  private(set) var areSettled = false

  /// The first position that some component has still to read.
  var slowest: Int { positions.min() ?? 0 }

  /// The position from which `watcher` reads on.
  func position(of watcher: Watcher) -> Int { positions[Int(watcher.rawValue)] }

  /// When `watcher` is to be woken, or nil if it is, or has nothing to read.
  mutating func wakeTime(
    of watcher: Watcher, _ log: borrowing ChangeLog, latency: SimulationDuration
  ) -> SimulationTime? {
    let row = Int(watcher.rawValue)
    guard !isWakePosted[row], !isPaused[row], positions[row] < log.end else { return nil }
    isWakePosted[row] = true
    return log[positions[row]].time + latency
  }

  /// Notes that `watcher` has been woken.
  mutating func woke(_ watcher: Watcher) {
    isWakePosted[Int(watcher.rawValue)] = false
    areSettled = false
  }

  /// Notes that every wake has been looked at.
  mutating func settle() { areSettled = true }

  /// The next write that has reached `watcher` at `now`, which then counts as read.
  mutating func next(
    for watcher: Watcher, _ log: borrowing ChangeLog, at now: SimulationTime,
    latency: SimulationDuration
  ) -> ClusterChange? {
    let row = Int(watcher.rawValue)
    guard !isPaused[row], positions[row] < log.end else { return nil }
    let change = log[positions[row]]
    guard change.time + latency <= now else { return nil }
    positions[row] += 1
    return change
  }

  /// Whether some write has reached `watcher` at `now` and does not count as read.
  func hasUnread(
    _ watcher: Watcher, _ log: borrowing ChangeLog, at now: SimulationTime,
    latency: SimulationDuration
  ) -> Bool {
    let row = Int(watcher.rawValue)
    return !isPaused[row] && positions[row] < log.end
      && log[positions[row]].time + latency <= now
  }

  /// The writes that have reached `watcher` at `now`, which then count as read.
  mutating func take(
    _ watcher: Watcher, _ log: borrowing ChangeLog, at now: SimulationTime,
    latency: SimulationDuration
  ) -> Range<Int> {
    let start = positions[Int(watcher.rawValue)]
    while next(for: watcher, log, at: now, latency: latency) != nil {}
    return start..<positions[Int(watcher.rawValue)]
  }

  /// Lets `watcher` read on from the end: what is there it has listed.
  mutating func skip(_ watcher: Watcher, _ log: borrowing ChangeLog) {
    positions[Int(watcher.rawValue)] = log.end
  }

  /// Stops or resumes the delivery to `watcher`; what was written meanwhile is delivered later.
  mutating func setPaused(_ watcher: Watcher, _ isPaused: Bool) {
    self.isPaused[Int(watcher.rawValue)] = isPaused
    areSettled = false
  }
}
