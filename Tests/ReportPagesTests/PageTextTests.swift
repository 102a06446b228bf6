import SimulationEngine
import Testing

@testable import ReportPages

@Suite("Numbers as people read them")
struct PageTextTests {
  private static let clocks: [(Int64, String)] = [
    (0, "0:00"), (9_767_417, "0:09.767"), (340_005_000, "5:40.005"), (340_500_000, "5:40.5"),
    (3_600_000_000, "1:00:00"), (90_000_000_000, "1d 01:00:00"),
  ]
  private static let durations: [(Int64, String)] = [
    (0, "0 s"), (850, "850 µs"), (27_199, "27.1 ms"), (999_999, "999 ms"), (9_759_000, "9.75 s"),
    (119_999_999, "119 s"), (343_300_000, "5 min 43 s"), (300_000_000, "5 min"),
    (7_200_000_000, "2 h"), (90_000_000_000, "25 h"), (180_000_000_000, "2 d 2 h"),
  ]
  private static let amounts: [(Int128, AmountUnit, String)] = [
    (0, .millicores, "0"), (500, .millicores, "0.5"), (8_000, .millicores, "8"),
    (12_345, .millicores, "12.345"), (123_456, .millicores, "123"), (0, .bytes, "0"),
    (1 << 30, .bytes, "1 Gi"), (15 << 29, .bytes, "7.5 Gi"), (1_000, .bytes, "1000 B"),
    (1 << 50, .bytes, "1024 Ti"), (1_426, .count, "1426"), (12_345, .count, "12\u{202F}345"),
    (-1_234_567, .count, "−1\u{202F}234\u{202F}567"),
  ]

  @Test(arguments: clocks.indices) func clock(row: Int) {
    let (time, text) = Self.clocks[row]
    #expect(PageText.clock(SimulationTime(microseconds: time)) == text)
  }

  @Test(arguments: durations.indices) func duration(row: Int) {
    #expect(PageText.duration(Self.durations[row].0) == Self.durations[row].1)
  }

  @Test(arguments: amounts.indices) func amount(row: Int) {
    #expect(PageText.amount(Self.amounts[row].0, Self.amounts[row].1) == Self.amounts[row].2)
  }

  @Test("a share is cut off, never rounded up to all")
  func percent() {
    #expect(PageText.percent(999_999) == "99 %")
    #expect(PageText.percent(923_301, decimals: 2) == "92.33 %")
    #expect(PageText.percent(1_000_000, decimals: 2) == "100 %")
  }
}
