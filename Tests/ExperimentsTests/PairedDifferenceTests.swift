import Experiments
import SimulationEngine
import Testing

/// Intervals of paired differences.
@Suite struct PairedDifferenceTests {
  /// A draw that is close to normal, of mean 0: the sum of twelve uniform ones.
  private static func noise(_ stream: inout RandomStream) -> Int64 {
    (0..<12).reduce(Int64(-600_000)) { sum, _ in sum + Int64(stream.bounded(100_001)) }
  }

  @Test func `the interval of t covers a known difference in 95 of 100 cases`() {
    var stream = RandomStream(seed: 5, name: "pairs")
    let truth: Int64 = 250_000
    var covered = 0
    for trial in 0..<1000 {
      let differences = (0..<10).map { _ in truth + Self.noise(&stream) - Self.noise(&stream) }
      let interval = PairedDifference(
        differences, stream: RandomStream(seed: UInt64(trial), name: "bootstrap")
      ).student
      if let interval, interval.low <= truth, truth <= interval.high { covered += 1 }
    }
    #expect((935...965).contains(covered), "\(covered) of 1000")
  }

  @Test func `the bootstrap covers it nearly as often with many pairs`() {
    var stream = RandomStream(seed: 6, name: "pairs")
    var covered = 0
    for trial in 0..<200 {
      let differences = (0..<60).map { _ in 7 + Self.noise(&stream) }
      let interval = PairedDifference(
        differences, stream: RandomStream(seed: UInt64(trial), name: "bootstrap")
      ).bootstrap
      if let interval, interval.low <= 7, 7 <= interval.high { covered += 1 }
    }
    #expect((180...199).contains(covered), "\(covered) of 200")
  }

  @Test func `equal differences have an interval without width`() {
    let difference = PairedDifference([3, 3, 3], stream: RandomStream(seed: 1, name: "x"))
    #expect(difference.mean == 3)
    #expect(difference.student?.low == 3 && difference.student?.high == 3)
    #expect(difference.bootstrap?.low == 3 && difference.bootstrap?.high == 3)
  }

  @Test func `four pairs are as in the textbook`() throws {
    // Mean 2.5, standard deviation 1.290994, standard error 0.645497, t of 3 degrees 3.182.
    let difference = PairedDifference(
      [1_000_000, 2_000_000, 3_000_000, 4_000_000], stream: RandomStream(seed: 1, name: "x"))
    let interval = try #require(difference.student)
    #expect(difference.mean == 2_500_000)
    #expect(interval.low == 446_027 && interval.high == 4_553_973)
    #expect(!PairedDifference([1], stream: RandomStream(seed: 1, name: "x")).differsSurely)
  }
}

extension PairedDifference {
  /// Whether an interval says that the difference is not by chance.
  fileprivate var differsSurely: Bool { student?.excludesZero ?? false }
}
