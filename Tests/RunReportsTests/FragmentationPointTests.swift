import SimulationEngine
import Testing

@testable import ClusterSimulation
@testable import RunReports
@testable import Scheduling

@Suite struct FragmentationPointTests {
  @Test(
    "Two decimals are those of the exact binary value, halves to even",
    arguments: [
      (0.0, 0), (0.125, 12), (0.375, 38), (0.005, 1), (2.675, 267), (1e-30, 0), (-0.125, -12),
      (-2.675, -267), (8075.0, 807_500), (2_251_799_813_685_248.5, 225_179_981_368_524_850),
      (99.995, 10_000), (0.015, 1), (0.285, 28), (1.005, 100), (1234.565, 123_457),
    ] as [(Double, Int64)])
  func hundredths(value: Double, expected: Int64) { #expect(value.hundredths == expected) }

  @Test("Sums go by halves, and within a half by eight lanes")
  func pairwise() {
    let tiny = Array(repeating: 0.1, count: 1000)
    #expect(tiny[...].pairwiseSum == 100.00000000000001)
    #expect(tiny.reduce(0, +) == 99.9999999999986)
    for count in [0, 1, 7, 8, 9, 127, 128, 129, 136, 1000] {
      let whole = (0..<count).map(Double.init)
      #expect(whole[...].pairwiseSum == Double(count * (count - 1) / 2))
    }
    // Eight lanes: what the first lane adds up is lost in none of the others.
    let lanes = [1e16, 1, 1, 1, 1, 1, 1, 1, -1e16, 1, 1, 1, 1, 1, 1, 1]
    #expect(lanes[...].pairwiseSum == 14)
  }

  private static func row(arrived: Int64, allocated: Int64, lost: Double) -> FragmentationRow {
    var totals = FragmentationLedger.Totals()
    totals.capacityMilli = 10_000
    totals.allocatedMilli = allocated
    totals.classes.cpuOnly = lost
    totals.classes.usable = Double(10_000 - allocated) - lost
    return FragmentationRow(time: .zero, arrivals: 1, arrivedMilli: arrived, totals: totals)
  }

  @Test("Arrivals of a percent are averaged, and a percent without any takes its neighbors'")
  func percents() {
    let points = FragmentationPoint.percents([
      Self.row(arrived: 0, allocated: 0, lost: 1000), Self.row(arrived: 50, allocated: 50, lost: 0),
      Self.row(arrived: 240, allocated: 240, lost: 976),
      Self.row(arrived: 249, allocated: 249, lost: 1000),
      Self.row(arrived: 500, allocated: 400, lost: 4800),
    ])
    // 50 of 10,000 are half a percent: to the even neighbor. Percents 1, 3 and 4 have none.
    #expect(points.map(\.percent) == [0, 1, 2, 3, 4, 5])
    #expect(points.map(\.allocatedPercent) == [0.25, 1.35, 2.45, 2.45, 4, 4])
    #expect(points[0].fragmentedPercent == 5)
    #expect(points[2].ratioPercent == (10 + 10.26) / 2)
    #expect(points[5].ratioPercent == 50)
  }
}
