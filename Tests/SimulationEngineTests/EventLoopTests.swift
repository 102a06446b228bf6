import SimulationEngine
import Testing

struct EventLoopTests {
  @Test func `a run without events is exhausted at once`() {
    var loop = EventLoop<Int>()
    expectEqual(loop.run(until: .seconds(5)) { _, _ in }, .queueExhausted)
    #expect(loop.now == .zero)
  }

  @Test func `events at the horizon fire, later ones wait, the clock stands at the horizon`() {
    var loop = EventLoop<Int>()
    for second in 1...4 { loop.post(second, at: .seconds(Int64(second))) }
    var fired: [Int] = []
    expectEqual(loop.run(until: .seconds(2)) { event, _ in fired.append(event) }, .horizonReached)
    #expect(fired == [1, 2])
    expectEqual(loop.run(until: .milliseconds(2_500)) { _, _ in }, .horizonReached)
    #expect(loop.now == .milliseconds(2_500))
    expectEqual(loop.run { event, _ in fired.append(event) }, .queueExhausted)
    #expect(fired == [1, 2, 3, 4])
    #expect(loop.now == .seconds(4))
    #expect(loop.firedEventCount == 4)
  }

  @Test func `the events of an instant are counted from the move of the clock`() {
    var loop = EventLoop<Int>()
    for second in [0, 2, 2, 2, 5] { loop.post(second, at: .seconds(Int64(second))) }
    var counts: [Int] = []
    for _ in 0..<4 {
      _ = loop.next()
      counts.append(loop.firedEventCountAtInstant)
    }
    #expect(counts == [1, 1, 2, 3])
    expectEqual(loop.run(until: .seconds(3)) { _, _ in }, .horizonReached)
    #expect(loop.firedEventCountAtInstant == 0)
    loop.advance(to: .seconds(4))
    _ = loop.next()
    #expect(loop.firedEventCountAtInstant == 1)
  }

  @Test func `a handler posts, cancels and stops`() {
    var loop = EventLoop<String>()
    let doomed = loop.post("doomed", after: .seconds(3))
    loop.post("first", after: .seconds(1))
    var log: [String] = []
    let reason = loop.run { event, loop in
      log.append("\(loop.now.secondsText(decimals: 0)) \(event)")
      switch event {
      case "first":
        loop.cancel(doomed)
        loop.post("now", at: loop.now)
        loop.post("last", after: .seconds(4))
        loop.post("never", after: .seconds(5))
      case "last": loop.stop()
      default: break
      }
    }
    #expect(reason == .stopped)
    #expect(log == ["1 first", "1 now", "5 last"])
    #expect(loop.pendingEventCount == 1)
  }

  @Test func `the event limit ends a model that never advances`() {
    var loop = EventLoop<Int>()
    loop.post(0, at: .zero)
    let reason = loop.run(eventLimit: 1_000) { event, loop in loop.post(event, at: loop.now) }
    #expect(reason == .eventLimitReached)
    #expect(loop.firedEventCount == 1_000)
    expectEqual(loop.run(eventLimit: 0) { _, _ in }, .eventLimitReached)
  }

  @Test func `a model that owns its loop takes events one by one`() {
    var loop = EventLoop<Int>()
    loop.post(7, at: .seconds(2))
    expectEqual(loop.next(until: .seconds(1)), nil)
    #expect(loop.now == .zero)
    expectEqual(loop.nextTime(), .seconds(2))
    expectEqual(loop.next(), 7)
    #expect(loop.now == .seconds(2))
    loop.advance(to: .seconds(9))
    #expect(loop.now == .seconds(9))
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a fork continues exactly as the original does`(seed: UInt64) {
    struct Model {
      var loop = EventLoop<UInt64>()
      var random: RandomStream
      var log: [UInt64] = []

      mutating func run(until horizon: SimulationTime) {
        while let event = loop.next(until: horizon) {
          log.append(event ^ UInt64(loop.now.microseconds))
          for _ in 0...random.bounded(2) where loop.pendingEventCount < 50 {
            loop.post(random.next(), after: .microseconds(random.integer(in: 0...500)))
          }
        }
      }
    }
    var straight = Model(random: RandomStream(seed: seed, name: "fork law"))
    for event in 0..<5 as Range<UInt64> { straight.loop.post(event, at: .zero) }
    var original = straight
    straight.run(until: .milliseconds(20))
    original.run(until: .milliseconds(10))
    var fork = original
    fork.run(until: .milliseconds(20))
    original.run(until: .milliseconds(20))
    #expect(original.log == straight.log && fork.log == straight.log, "seed \(seed)")
    #expect(original.random == fork.random, "seed \(seed)")
  }
}
