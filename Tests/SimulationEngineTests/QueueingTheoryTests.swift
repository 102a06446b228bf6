import SimulationEngine
import Testing

/// Customers wait for one of several servers, arrivals and service both memoryless (M/M/c).
struct QueueingTheoryTests {
  enum Event {
    case customerArrived
    case serviceEnded
  }

  struct Station {
    let interarrival: ExponentialDistribution
    let service: ExponentialDistribution
    let serverCount: Int
    var loop = EventLoop<Event>()
    var arrivals: RandomStream
    var services: RandomStream
    var busyCount = 0
    /// When each waiting customer came, from `firstWaiting` on.
    var arrivalTimes: [SimulationTime] = []
    var firstWaiting = 0
    var waits = IntegerSummary()
    var queueLength = TimeWeightedLevel()

    init(seed: UInt64, arrivalRate: Double, serviceRate: Double, serverCount: Int) throws {
      interarrival = try ExponentialDistribution(rate: arrivalRate)
      service = try ExponentialDistribution(rate: serviceRate)
      self.serverCount = serverCount
      arrivals = RandomStream(seed: seed, name: "arrivals")
      services = RandomStream(seed: seed, name: "services")
    }

    mutating func run(customerCount: Int) {
      loop.post(.customerArrived, after: interarrival.sampleDuration(using: &arrivals))
      while waits.count < customerCount, let event = loop.next() { apply(event) }
    }

    mutating func apply(_ event: Event) {
      switch event {
      case .customerArrived:
        loop.post(.customerArrived, after: interarrival.sampleDuration(using: &arrivals))
        arrivalTimes.append(loop.now)
        queueLength.add(1, at: loop.now)
      case .serviceEnded: busyCount -= 1
      }
      guard busyCount < serverCount, firstWaiting < arrivalTimes.count else { return }
      waits.add((loop.now - arrivalTimes[firstWaiting]).microseconds)
      firstWaiting += 1
      queueLength.add(-1, at: loop.now)
      busyCount += 1
      loop.post(.serviceEnded, after: service.sampleDuration(using: &services))
    }
  }

  /// The mean wait in seconds: Erlang's C formula, by the recursion of his B formula.
  static func meanWait(arrivalRate: Double, serviceRate: Double, serverCount: Int) -> Double {
    let load = arrivalRate / serviceRate
    var blocking = 1.0
    for servers in 1...serverCount {
      blocking = load * blocking / (Double(servers) + load * blocking)
    }
    let utilization = load / Double(serverCount)
    let waiting = blocking / (1 - utilization * (1 - blocking))
    return waiting / (Double(serverCount) * serviceRate - arrivalRate)
  }

  @Test(arguments: [(1, 0.6), (2, 1.4), (5, 4.0)])
  func `the mean wait is Erlang's, within the confidence interval of thirty seeds`(
    serverCount: Int, arrivalRate: Double
  ) throws {
    let expected = Self.meanWait(
      arrivalRate: arrivalRate, serviceRate: 1, serverCount: serverCount)
    var means: [Double] = []
    var lengths: [Double] = []
    for seed in 1...30 as ClosedRange<UInt64> {
      var station = try Station(
        seed: seed, arrivalRate: arrivalRate, serviceRate: 1, serverCount: serverCount)
      station.run(customerCount: 2_000)
      means.append((station.waits.mean ?? .nan) / 1_000_000)
      lengths.append(station.queueLength.mean(until: station.loop.now))
    }
    try expectMean(of: means, expected)
    // Little's law.
    try expectMean(of: lengths, arrivalRate * expected)
  }

  /// Expects the mean of independent runs to lie within its 99.9 % confidence interval (Student's t
  /// with 29 degrees of freedom).
  func expectMean(
    of runs: [Double], _ expected: Double, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var summary = SampleSummary()
    for run in runs { summary.add(run) }
    let mean = try #require(summary.mean)
    var squares = SampleSummary()
    for run in runs { squares.add((run - mean) * (run - mean)) }
    let count = Double(runs.count)
    let halfWidth = 3.659 * (squares.sum / (count - 1) / count).squareRoot()
    #expect(
      (mean - expected).magnitude < halfWidth, "\(mean) ± \(halfWidth), expected \(expected)",
      sourceLocation: sourceLocation)
  }
}
