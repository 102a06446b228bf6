import SimulationEngine

/// Customers come to a counter one after the other, and wait while it is busy.
struct Counter {
  enum Event {
    case arrival
    case departure
  }

  var loop = EventLoop<Event>()
  var waiting: [SimulationTime] = []
  var isBusy = false
  var waits = IntegerSummary()

  mutating func run(seed: UInt64, until end: SimulationTime) throws {
    var arrivals = RandomStream(seed: seed, name: "arrivals")
    let gaps = try ExponentialDistribution(mean: 60)
    loop.post(.arrival, after: gaps.sampleDuration(using: &arrivals))
    while let event = loop.next(until: end) {
      switch event {
      case .arrival:
        waiting.append(loop.now)
        loop.post(.arrival, after: gaps.sampleDuration(using: &arrivals))
      case .departure: isBusy = false
      }
      if !isBusy, !waiting.isEmpty {
        waits.add((loop.now - waiting.removeFirst()).microseconds)
        isBusy = true
        loop.post(.departure, after: .seconds(40))
      }
    }
  }
}
