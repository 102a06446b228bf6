import SimulationEngine
import Testing

struct TimeWeightedDistributionTests {
  /// A few hundred changes at whole microseconds, several at one instant, some to no value.
  static func changes(seed: UInt64) -> [(time: Int64, value: Int64?)] {
    var random = RandomStream(seed: seed, name: "changes")
    var time: Int64 = 0
    let bound = 1 + random.index(below: 40)
    return (0..<300).map { _ in
      time += Int64(random.index(below: 4))
      let value = Int64(random.index(below: bound)) - 3
      return (time, random.index(below: 10) == 0 ? nil : value)
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `a level's statistics equal those of the list of its microseconds`(seed: UInt64) throws {
    let changes = Self.changes(seed: seed)
    let end = changes[changes.count - 1].time + 5
    var level = TimeWeightedDistribution()
    var listed: [Int64] = []
    for (row, change) in changes.enumerated() {
      level.set(change.value, at: SimulationTime(microseconds: change.time))
      let next = row + 1 < changes.count ? changes[row + 1].time : end
      if let value = change.value {
        listed += Array(repeating: value, count: Int(next - change.time))
      }
    }
    let summary = try #require(level.summary(until: SimulationTime(microseconds: end)))
    let quantiles = ExactQuantiles(listed)
    #expect(summary.microseconds == Int128(listed.count))
    #expect(summary.area == listed.reduce(0) { $0 + Int128($1) })
    #expect(summary.minimum == quantiles.minimum)
    #expect(summary.maximum == quantiles.maximum)
    for quantile in [QuantileLevel.p50, .p90, .p95, .p99, .p999] {
      #expect(summary[quantile] == quantiles.value(at: quantile))
    }
    let mean = Double(listed.reduce(0, +)) / Double(listed.count)
    #expect((Double(summary.mean) - mean).magnitude <= 0.5)
  }

  @Test func `what changes within an instant never held`() throws {
    var level = TimeWeightedDistribution(1)
    level.set(900, at: .seconds(1))
    level.set(2, at: .seconds(1))
    let summary = try #require(level.summary(until: .seconds(3)))
    #expect(summary.maximum == 2 && summary.minimum == 1)
    #expect(summary.area == 5_000_000)
  }

  @Test func `of no time at all, the value now is all there is`() throws {
    #expect(TimeWeightedDistribution().summary(until: .zero) == nil)
    let summary = try #require(TimeWeightedDistribution(7).summary(until: .zero))
    #expect(summary.mean == 7 && summary[.p50] == 7 && summary.maximum == 7)
  }

  @Test func `the order in which values were met does not matter`() {
    var up = TimeWeightedDistribution()
    var down = TimeWeightedDistribution()
    for step in 0..<1000 as Range<Int64> {
      up.set(step, at: .seconds(step))
      down.set(999 - step, at: .seconds(step))
    }
    #expect(up.summary(until: .seconds(1000)) == down.summary(until: .seconds(1000)))
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `an age's statistics equal those of the list of its microseconds`(seed: UInt64) throws {
    var random = RandomStream(seed: seed, name: "ages")
    var age = TimeWeightedAge()
    var time: Int64 = 0
    var listed: [Int64] = []
    for _ in 0..<200 {
      let origin = random.index(below: 5) == 0 ? nil : time - Int64(random.index(below: 30))
      age.set(
        origin.map { SimulationTime(microseconds: $0) }, at: SimulationTime(microseconds: time))
      let next = time + Int64(random.index(below: 12))
      // Of the microsecond from one instant to the next, the age at its end counts.
      if let origin { listed += (time..<next).map { $0 + 1 - origin } }
      time = next
    }
    let summary = try #require(age.summary(until: SimulationTime(microseconds: time)))
    let quantiles = ExactQuantiles(listed)
    #expect(summary.microseconds == Int128(listed.count))
    #expect(summary.maximum == quantiles.maximum)
    for quantile in [QuantileLevel.p50, .p90, .p95, .p99] {
      #expect(summary[quantile] == quantiles.value(at: quantile))
    }
    // The integral takes the middle of each microsecond.
    let mean = Double(listed.reduce(0, +)) / Double(listed.count) - 0.5
    #expect((Double(summary.mean) - mean).magnitude <= 0.5)
  }
}
