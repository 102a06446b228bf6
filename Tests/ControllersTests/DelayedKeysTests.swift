import SimulationEngine
import Testing

@testable import Controllers

/// Keys that wait: the shorter of two delays counts.
@Suite struct DelayedKeysTests {
  @Test func `a key waits once, for the shorter of its delays`() throws {
    var (keys, actions) = (DelayedKeys(timer: 3), ControllerActions())
    keys.add(7, after: .seconds(10), at: .zero, actions: &actions)
    keys.add(7, after: .seconds(20), at: .zero, actions: &actions)
    keys.add(7, after: .seconds(1), at: .seconds(2), actions: &actions)
    #expect(actions.count == 2 && keys.isWaiting(7) && !keys.isWaiting(6))
    let timers = actions.compactMap { action in
      if case .setTimer(let timer, let delay) = action { (timer, delay) } else { nil }
    }
    #expect(timers.map(\.1) == [.seconds(10), .seconds(1)])
    #expect(timers.allSatisfy { $0.0.purpose == 3 && $0.0.key == 7 })
    let second = keys.end(timers[1].0)
    let first = keys.end(timers[0].0)
    #expect(second && !first && !keys.isWaiting(7))
  }
}
