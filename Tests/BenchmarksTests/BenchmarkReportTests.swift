import Testing

@testable import benchmarks

/// The two forms in which rows are printed, and the median that they hold.
struct BenchmarkReportTests {
  static func row(baseline: BenchmarkRow.Baseline?) -> BenchmarkRow {
    BenchmarkRow(
      MemoryCopyBenchmark.self, case: "sum, \"fast\"", 1234.56, unit: "MB/s", baseline: baseline)
  }

  @Test func csvQuotesWhatNeedsItAndLeavesEmptyWhatIsNotThere() {
    let expected = "memory-copy,\"sum, \"\"fast\"\"\",1235,MB/s,,,"
    #expect(BenchmarkReport.csvLine(Self.row(baseline: nil)) == expected)
  }

  @Test func csvHoldsTheRatioToTheBaseline() {
    let row = Self.row(baseline: .init(name: "memcpy", figure: 617.28))
    #expect(BenchmarkReport.csvLine(row).hasSuffix(",1235,MB/s,memcpy,617.3,2.000"))
  }

  @Test func aRatioToZeroIsNone() {
    #expect(Self.row(baseline: .init(name: "memcpy", figure: 0)).ratio == nil)
  }

  @Test func theColumnsOfTheTableLineUp() throws {
    let row = Self.row(baseline: .init(name: "memcpy", figure: 617.28))
    let header = BenchmarkReport.tableHeader
    let line = BenchmarkReport.tableLine(row)
    #expect(header.count == line.count)
    let unit = try #require(header.firstRange(of: "unit"))
    #expect(line[unit] == "MB/s")
  }

  @Test(arguments: [([3.0], 3.0), ([9.0, 1, 2], 2.0), ([4.0, 1, 2, 3], 2.5)])
  func median(times: [Double], expected: Double) {
    #expect(Measurement.median(times) == expected)
  }

  @Test func everyBenchmarkHasANameOfItsOwn() {
    let names = benchmarkRegistry.map { $0.name }
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.utf8.allSatisfy { (97...122).contains($0) || $0 == 45 } })
  }
}
