import Testing

@testable import SimulationEngine

/// Laws of the event queue, held against the naive one over seeds.
struct EventQueueModelTests {
  /// The queue and its model, driven by the same random steps.
  struct Pair {
    var queue: EventQueue<Int>
    var model = NaiveEventQueue()
    var handles: [EventHandle] = []
    var clock: Int64 = 0
    var latestArrival: Int64 = 0

    /// One random step; false if queue and model differ after it.
    mutating func step(_ random: inout RandomStream, spread: Int64) -> Bool {
      switch random.bounded(10) {
      case 0...3: return post(at: clock + random.integer(in: 0...spread), isArrival: false)
      case 4: return post(at: arrivalTime(&random, spread: spread), isArrival: true)
      case 5: return cancel(&random)
      case 6: return queue.nextTime()?.microseconds == model.nextTime
      default: return pop(horizon: clock + random.integer(in: 0...2 * spread))
      }
    }

    private func arrivalTime(_ random: inout RandomStream, spread: Int64) -> Int64 {
      // One in four comes out of order.
      let from = random.bounded(4) == 0 ? clock : max(clock, latestArrival)
      return from + random.integer(in: 0...spread / 4)
    }

    private mutating func post(at time: Int64, isArrival: Bool) -> Bool {
      let payload = handles.count
      let instant = SimulationTime(microseconds: time)
      if isArrival {
        latestArrival = max(latestArrival, time)
        handles.append(queue.appendArrival(payload, at: instant))
      } else {
        handles.append(queue.post(payload, at: instant))
      }
      model.post(payload, at: time)
      return queue.count == model.count
    }

    private mutating func cancel(_ random: inout RandomStream) -> Bool {
      guard !handles.isEmpty else { return true }
      for _ in 0..<random.bounded(5) {
        let payload = random.index(below: handles.count)
        let wasPending = queue.isPending(handles[payload])
        let expected = model.cancel(payload)
        guard queue.cancel(handles[payload]) == expected, wasPending == expected else {
          return false
        }
      }
      return queue.count == model.count
    }

    mutating func pop(horizon: Int64) -> Bool {
      let fired = queue.popFirst(noLaterThan: SimulationTime(microseconds: horizon))
      let expected = model.popFirst(noLaterThan: horizon)
      if let expected { clock = max(clock, expected.time) }
      return fired?.payload == expected?.payload && fired?.time.microseconds == expected?.time
    }

    /// Posts up to 200 events for one instant; false if queue and model differ after it.
    mutating func crowd(_ random: inout RandomStream, spread: Int64) -> Bool {
      let time = clock + random.integer(in: 0...spread)
      return (0..<random.bounded(200)).allSatisfy { _ in post(at: time, isArrival: false) }
    }

    /// Empties both; false if they differ on the way.
    mutating func drain() -> Bool {
      while model.count > 0 {
        guard pop(horizon: SimulationTime.latest.microseconds) else { return false }
      }
      return queue.isEmpty && queue.popFirst() == nil
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `queue and model fire the same events, through cancellations, arrivals and forks`(
    seed: UInt64
  ) {
    var random = RandomStream(seed: seed, name: "queue model")
    let spread = Int64(1) << random.integer(in: 0...50)
    var pair = Pair(queue: EventQueue())
    var forks: [Pair] = []
    for step in 0..<400 {
      expectEqual(pair.step(&random, spread: max(spread, 4)), true, "seed \(seed), step \(step)")
      if random.bounded(100) == 0 { forks.append(pair) }
    }
    for index in forks.indices {
      var ownLuck = RandomStream(seed: seed, name: "fork \(index)")
      for _ in 0..<50 {
        expectEqual(forks[index].step(&ownLuck, spread: 1_000), true, "seed \(seed)")
      }
      expectEqual(forks[index].drain(), true, "seed \(seed), fork \(index)")
    }
    expectEqual(pair.drain(), true, "seed \(seed)")
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `crowds of simultaneous events mingle with others and keep the order`(seed: UInt64) {
    var random = RandomStream(seed: seed, name: "crowds")
    let spread = Int64(1) << random.integer(in: 2...40)
    var pair = Pair(queue: EventQueue())
    for step in 0..<300 {
      let isCrowd = pair.model.count < 500 && random.bounded(10) == 0
      let isEqual =
        isCrowd
        ? pair.crowd(&random, spread: spread / 8) : pair.step(&random, spread: spread)
      expectEqual(isEqual, true, "seed \(seed), step \(step)")
    }
    var fork = pair
    expectEqual(fork.drain(), true, "seed \(seed), a fork")
    expectEqual(pair.drain(), true, "seed \(seed)")
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `running out of sequence numbers changes nothing`(seed: UInt64) {
    var random = RandomStream(seed: seed, name: "renumbering")
    let distance = UInt32(random.bounded(200))
    var pair = Pair(queue: EventQueue(firstSequence: UInt32.max - distance))
    for step in 0..<500 {
      expectEqual(pair.step(&random, spread: 1 << 12), true, "seed \(seed), step \(step)")
    }
    #expect(pair.queue.nextSequence < 1_000, "seed \(seed): never renumbered")
    expectEqual(pair.drain(), true, "seed \(seed)")
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `simultaneous events fire in the order posted`(seed: UInt64) {
    var random = RandomStream(seed: seed, name: "ties")
    let times = (0..<300).map { _ in random.integer(in: 0...5) }
    var queue = EventQueue<Int>()
    for (index, time) in times.enumerated() {
      queue.post(index, at: SimulationTime(microseconds: time))
    }
    var fired: [Int] = []
    while let event = queue.popFirst() { fired.append(event.payload) }
    #expect(fired == times.indices.sorted { (times[$0], $0) < (times[$1], $1) }, "seed \(seed)")
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `growing, shrinking and growing again keeps the order`(seed: UInt64) {
    var random = RandomStream(seed: seed, name: "tides")
    var pair = Pair(queue: EventQueue())
    for _ in 0..<3 {
      let spread = Int64(1) << random.integer(in: 0...30)
      for _ in 0..<random.integer(in: 100...500) {
        let time = pair.clock + random.integer(in: 0...spread)
        pair.queue.post(pair.handles.count, at: SimulationTime(microseconds: time))
        pair.model.post(pair.handles.count, at: time)
        pair.handles.append(EventHandle(slot: .max, generation: .max))
      }
      let fork = pair
      while pair.model.count > 3 {
        expectEqual(pair.pop(horizon: SimulationTime.latest.microseconds), true, "seed \(seed)")
      }
      var copy = fork
      expectEqual(copy.drain(), true, "seed \(seed), a fork")
    }
    expectEqual(pair.drain(), true, "seed \(seed)")
  }

  @Test(arguments: [1, 1_000, 1 << 20, 1 << 40] as [Int64])
  func `many events leave in order however far they spread`(spread: Int64) {
    var random = RandomStream(seed: 7, name: "many")
    var queue = EventQueue<Int>()
    var expected: [(time: Int64, payload: Int)] = []
    for payload in 0..<5_000 {
      let time = random.integer(in: 0...spread)
      queue.post(payload, at: SimulationTime(microseconds: time))
      expected.append((time, payload))
    }
    expected.sort { ($0.time, $0.payload) < ($1.time, $1.payload) }
    var fired: [(time: Int64, payload: Int)] = []
    while let event = queue.popFirst() { fired.append((event.time.microseconds, event.payload)) }
    #expect(fired.map(\.payload) == expected.map(\.payload))
    #expect(fired.map(\.time) == expected.map(\.time))
  }
}
