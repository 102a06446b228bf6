import SimulationEngine

/// Keys that come into a work queue later.
///
/// A key waits once: of two delays the one that ends earlier counts, and the other is forgotten.
/// Source: `client-go/util/workqueue/delaying_queue.go`, Kubernetes 1.36.
struct DelayedKeys: Sendable {
  private struct Wait: Sendable {
    var due: SimulationTime = .unset
    /// Tells the timer that counts from the ones that it replaced.
    var generation: Int32 = 0
  }

  private var waits: ContiguousArray<Wait> = []
  /// Which of the controller's timers tells of a key.
  private let purpose: UInt8

  /// No keys, whose timers are for `purpose`.
  init(timer purpose: UInt8) { self.purpose = purpose }

  /// Lets `key` wait for `delay`, unless it comes sooner anyway.
  mutating func add(
    _ key: Int32, after delay: SimulationDuration, at now: SimulationTime,
    actions: inout ControllerActions
  ) {
    while waits.count <= Int(key) { waits.append(Wait()) }
    let due = now.addingSaturating(max(.zero, delay))
    let former = waits[Int(key)]
    guard !former.due.isSet || due < former.due else { return }
    waits[Int(key)] = Wait(due: due, generation: former.generation &+ 1)
    let timer = ControllerTimer(purpose, key: key, generation: former.generation &+ 1)
    actions.append(.setTimer(timer, after: due - now))
  }

  /// Whether `key` waits.
  func isWaiting(_ key: Int32) -> Bool { Int(key) < waits.count && waits[Int(key)].due.isSet }

  /// Whether `timer` ends the wait of its key, which then waits no more.
  mutating func end(_ timer: ControllerTimer) -> Bool {
    let row = Int(timer.key)
    guard row < waits.count, waits[row].due.isSet, waits[row].generation == timer.generation
    else { return false }
    waits[row].due = .unset
    return true
  }
}
