import SimulationEngine
import Testing

@testable import ReportPages

@Suite("Plots")
struct PlotTests {
  private static let end = SimulationTime.seconds(100)

  private static func series(_ steps: [(Int64, Int64)]) -> StepSeries {
    var series = StepSeries(key: "k", levelCount: 1)
    for (seconds, value) in steps { series.append([value], at: .seconds(seconds)) }
    return series
  }

  @Test("a path has a step at each instant, and one that is filled is closed")
  func path() {
    let frame = PlotFrame(end: Self.end, maximum: 10)
    let series = Self.series([(0, 0), (50, 5), (75, 5), (90, 10)])
    #expect(frame.path(series, level: 0) == "M0 1000H1000V500H1800V0H2000")
    #expect(
      frame.path(series, level: 0, isFilled: true) == "M0 1000H1000V500H1800V0H2000V1000H0Z")
  }

  @Test("of two values at one instant the last counts")
  func sameInstant() {
    #expect(Self.series([(0, 1), (5, 2), (5, 3)]).levels == [[1, 3]])
  }

  @Test("reducing keeps what a plot of so many columns shows", arguments: 1...20)
  func reduction(seed: UInt64) {
    var draws = RandomStream(seed: seed, name: "series")
    var series = StepSeries(key: "k", levelCount: 2)
    for second in 0..<5_000 {
      let values = (0..<2).map { _ in Int64(draws.bounded(1_000)) }
      series.append(values, at: .milliseconds(Int64(second) * 20))
    }
    let reduced = series.reduced(to: 100, until: Self.end)
    #expect(reduced.times.count <= 100 * 5 + 5)
    for level in 0..<2 {
      for column in 0..<100 {
        let (all, kept) = (values(series, level, column), values(reduced, level, column))
        #expect(all.min() == kept.min() && all.max() == kept.max() && all.last == kept.last)
      }
    }
    #expect(series.reduced(to: 5_000, until: Self.end).times == series.times)
  }

  private func values(_ series: StepSeries, _ level: Int, _ column: Int) -> [Int64] {
    series.times.indices.filter { series.times[$0] / 1_000_000 == Int64(column) }
      .map { series.levels[level][$0] }
  }

  @Test("at most seven instants are marked, of any span")
  func ticks() {
    for power in 0..<18 {
      let end = SimulationTime(microseconds: Int64(ExactMath.pow(10, Double(power))) * 3)
      let ticks = AxisTicks.times(until: end)
      #expect((1...7).contains(ticks.count))
      #expect(ticks.last.map { $0 <= end } ?? false)
    }
  }

  @Test("a logarithmic axis begins and ends at powers of ten")
  func logarithm() {
    let scale = LogScale(from: 20_000, to: 3_000_000)
    #expect(scale.marks == [10_000, 100_000, 1_000_000, 10_000_000])
    #expect(scale.marks.map { scale.x($0) } == [0, 667, 1333, 2000])
  }
}
