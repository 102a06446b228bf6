import SimulationEngine
import Testing

@testable import RunReports

@Suite("Statistics of reports")
struct StatisticsTests {
  @Test("millionths are written with six decimals, or without zeros at the end")
  func texts() {
    #expect(Ratio.text(987_000) == "0.987000")
    #expect(Ratio.text(-1) == "-0.000001")
    #expect(Ratio.shortText(987_000) == "0.987")
    #expect(Ratio.shortText(12_000_000) == "12")
    #expect(Ratio.shortText(0) == "0")
  }

  @Test("sorting by bits equals sorting by comparison", arguments: 0..<20 as Range<UInt64>)
  func radix(seed: UInt64) {
    var random = RandomStream(seed: seed, name: "radix")
    let bound = 1 << (1 + random.index(below: 50))
    var durations = ContiguousArray(
      (0..<random.index(below: 2000)).map {
        PodDuration(microseconds: Int64(random.index(below: bound)), pod: Int32($0))
      })
    let expected = durations.sorted { ($0.microseconds, $0.pod) < ($1.microseconds, $1.pod) }
    RadixSort.sort(&durations)
    #expect(Array(durations) == expected, "seed \(seed)")
  }

  @Test(
    "durations for people have a few digits and are not rounded up",
    arguments: [
      (0, "0s"), (850, "850us"), (1_000, "1ms"), (12_345, "12.3ms"), (4_567_890, "4.56s"),
      (4_999_999, "4.99s"), (45_678_901, "45.6s"), (60_000_000, "1m0s"), (330_000_000, "5m30s"),
      (93_600_000_000, "26h0m0s"), (-1_500_000, "-1.5s"), (1_050_000, "1.05s"),
    ] as [(Int64, String)])
  func shortTimes(microseconds: Int64, text: String) {
    #expect(ShortTime.text(microseconds) == text)
  }
}
