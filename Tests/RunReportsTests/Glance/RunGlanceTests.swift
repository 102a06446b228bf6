import ClusterSimulation
import ReportPages
import SimulationEngine
import Testing

@testable import RunReports

/// A run at a glance in a terminal.
@Suite struct RunGlanceTests {
  /// 4 of 8 up to 10 s, then 8 of 8; nothing is known of the first two seconds.
  private static var strip: LevelStrip {
    var series = StepSeries(key: "x", levelCount: 2)
    series.append([8, 4], at: .seconds(2))
    series.append([8, 8], at: .seconds(10))
    return LevelStrip(series: series, end: .seconds(20))
  }

  @Test("A column is the mean over its span, weighted by time")
  func means() {
    #expect(Self.strip.means(of: 1, columns: 2) == [4_000_000, 8_000_000])
    #expect(Self.strip.means(of: 1, columns: 1) == [6_222_222])
    #expect(
      Self.strip.means(of: 1, columns: 10)
        == [nil, 4_000_000, 4_000_000, 4_000_000, 4_000_000]
        + [Int128?](
          repeating: 8_000_000, count: 5))
  }

  @Test("Levels are shares of another level or of a number")
  func text() {
    #expect(Self.strip.text(of: 1, whole: .level(0), columns: 5, .unicode) == "▄▄▆██")
    #expect(Self.strip.text(of: 1, whole: .number(16), columns: 5, .plain) == "::-==")
    #expect(Self.strip.text(of: 1, whole: .number(0), columns: 3, .plain) == "   ")
  }

  @Test("Every level has its mark, and more than all is all")
  func marks() {
    let levels = (0...8).map { TerminalMarks.plain.level(of: $0 * 125) }.joined()
    #expect(levels == "..:-=+*#@")
    #expect(TerminalMarks.unicode.level(of: -5) == "▁")
    #expect(TerminalMarks.unicode.level(of: 4000) == "█")
  }

  @Test("The sample run has its charts, cut to the width")
  func sample() throws {
    let report = try SampleRun.report()
    let lines = try #require(RunGlance(report, width: 75, .plain)).lines
    #expect(lines.contains { $0.hasPrefix("  cpu requested    ") })
    #expect(lines.contains { $0.hasPrefix("  service ") })
    #expect(
      lines.contains { $0.hasPrefix("  x fail o evict   ") && $0.dropFirst(19).contains("x") })
    #expect(try #require(lines.last).hasPrefix("                   0:00 "))
    #expect(lines.allSatisfy { $0.allSatisfy(\.isASCII) && $0.last != " " })
    #expect(RunGlance(report, width: 64, .plain) == nil)
    #expect(RunGlance(EmptyRun.report(), width: 80, .plain)?.lines.isEmpty ?? false)
  }

  @Test(
    "An expectation shows what was found along a scale that holds the bound",
    arguments: [
      (
        930_700, 950_000, ClusterSimulation.Expectation.Comparison.atLeast,
        "x ###########################.|."
      ),
      (963_000, 800_000, .atLeast, "+ ########################|###.."),
      (10_000_000, 5_000_000, .atMost, "x ############|############....."),
      (0, 0, .equals, "+ |............................."),
      (nil, 5_000_000, .atMost, "x "),
    ] as [(Int64?, Int64, ClusterSimulation.Expectation.Comparison, String)])
  func expectation(
    actual: Int64?, bound: Int64, comparison: ClusterSimulation.Expectation.Comparison, bar: String
  ) throws {
    let expectation = ClusterSimulation.Expectation(
      metric: "availability", comparison, boundMillionths: bound)
    let result = ExpectationResult(expectation, actual.map { [.init(millionths: $0)] } ?? [])
    let glance = try #require(RunGlance(EmptyRun.report(), width: 80, .plain))
    #expect(glance.line(of: result).hasPrefix(bar))
    #expect(glance.line(of: result).hasSuffix("\(result)"))
  }
}
