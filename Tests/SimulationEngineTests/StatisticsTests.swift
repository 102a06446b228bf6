import SimulationEngine
import Testing

struct StatisticsTests {
  @Test func `a level's mean weighs each value with the time it held`() {
    var level = TimeWeightedLevel(2, at: .seconds(10))
    level.set(5, at: .seconds(13))
    level.add(-4, at: .seconds(14))
    level.set(9, at: .seconds(20))
    level.set(3, at: .seconds(20))
    #expect(level.integral(until: .seconds(20)) == (2 * 3 + 5 + 1 * 6) * 1_000_000)
    #expect(level.mean(until: .seconds(20)) == 1.7)
    #expect(level.minimum == 1 && level.maximum == 9 && level.level == 3)
    #expect(level.mean(until: .seconds(30)) == 2.35)
  }

  @Test func `a level of no duration is its own mean`() {
    #expect(TimeWeightedLevel(7, at: .seconds(1)).mean(until: .seconds(1)) == 7)
    #expect(TimeWeightedValue(0.5, at: .seconds(1)).mean(until: .seconds(1)) == 0.5)
  }

  @Test func `the integral of large levels over long times does not overflow`() {
    let level = TimeWeightedLevel(.max)
    #expect(level.integral(until: .latest) == Int128(Int64.max) << 61)
    #expect(level.mean(until: .latest) == Double(Int64.max))
  }

  @Test func `a fractional level is summed with compensation`() {
    var value = TimeWeightedValue(0.25)
    value.set(0.75, at: .seconds(2))
    value.set(-1, at: .seconds(3))
    #expect(value.integral(until: .seconds(4)) == 0.25)
    #expect(value.mean(until: .seconds(4)) == 0.0625)
    #expect(value.minimum == -1 && value.maximum == 0.75 && value.level == -1)
  }

  @Test func `a compensated sum keeps small terms beside large ones`() {
    var sum = CompensatedSum()
    for term in [1, 1e100, 1, -1e100] { sum.add(term) }
    #expect(sum.value == 2)
    sum.add(.infinity)
    sum.add(1)
    #expect(sum.value == .infinity)
  }

  @Test func `summaries of nothing state nothing`() {
    #expect(IntegerSummary().mean == nil && IntegerSummary().minimum == nil)
    #expect(SampleSummary().mean == nil && SampleSummary().maximum == nil)
  }

  @Test func `summaries count, add and find the ends`() {
    var integers = IntegerSummary()
    var doubles = SampleSummary()
    for value in [4, -2, 9, 5] as [Int64] {
      integers.add(value)
      doubles.add(Double(value))
    }
    #expect(integers.count == 4 && integers.sum == 16 && integers.mean == 4)
    #expect(integers.minimum == -2 && integers.maximum == 9)
    #expect(doubles.count == 4 && doubles.sum == 16 && doubles.mean == 4)
    #expect(doubles.minimum == -2 && doubles.maximum == 9)
  }

  @Test func `merged summaries equal one of all values`() {
    var whole = IntegerSummary()
    var left = IntegerSummary()
    var right = IntegerSummary()
    for value in [3, 8, .max, .min, 1] as [Int64] { whole.add(value) }
    for value in [3, 8] as [Int64] { left.add(value) }
    for value in [.max, .min, 1] as [Int64] { right.add(value) }
    left.merge(right)
    left.merge(IntegerSummary())
    #expect(left == whole)
    var empty = IntegerSummary()
    empty.merge(whole)
    #expect(empty == whole)
  }

  static let ranks: [(QuantileLevel, Int, Int)] = [
    (.p50, 1, 1), (.p50, 2, 1), (.p50, 3, 2), (.p50, 100, 50), (.p99, 100, 99), (.p99, 101, 100),
    (.p999, 999, 999), (.p999, 1_000, 999), (.p95, 19, 19), (.p90, 10, 9),
    (QuantileLevel(7, outOf: 100), 100, 7), (QuantileLevel(0, outOf: 1), 5, 1),
    (QuantileLevel(1, outOf: 1), 5, 5), (.p99, .max, .max - .max / 100),
  ]

  @Test(arguments: ranks)
  func `the nearest rank is exact`(level: QuantileLevel, count: Int, rank: Int) {
    #expect(level.rank(among: count) == rank)
  }

  @Test func `a quantile is the smallest value that enough values do not exceed`() {
    var random = RandomStream(seed: 1, name: "quantiles")
    for count in 1...60 {
      let values = (0..<count).map { _ in random.integer(in: 0...20) }
      let quantiles = ExactQuantiles(values)
      for level in [QuantileLevel.p50, .p90, .p95, .p99, .p999] {
        let expected = values.sorted().first { candidate in
          values.filter { $0 <= candidate }.count * level.denominator
            >= level.numerator * count
        }
        #expect(quantiles.value(at: level) == expected, "count \(count)")
      }
      #expect(quantiles.minimum == values.min() && quantiles.maximum == values.max())
    }
    #expect(ExactQuantiles([Double]()).value(at: .p50) == nil)
    #expect(ExactQuantiles([2.5, 1.5]).value(at: .p50) == 1.5)
  }
}
