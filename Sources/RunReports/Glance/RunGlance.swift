import ClusterSimulation
import ReportPages
import SimulationEngine

/// A run at a glance in a terminal: levels over time, a timeline of what struck, and how far each
/// expectation was from its bound.
package struct RunGlance {
  private let report: RunReport
  private let marks: TerminalMarks
  private let columns: Int

  /// The width that titles and figures take beside the charts.
  private static let margin = 45
  /// The narrowest chart that says something.
  private static let leastColumns = 20
  /// How many services are shown, the least available.
  private static let serviceLimit = 3

  private var run: RunAnalysis { report.run }
  private var end: SimulationTime { report.run.source.end }

  /// What a terminal of so many columns shows of a run; nil if it is too narrow for any chart.
  package init?(_ report: RunReport, width: Int, _ marks: TerminalMarks) {
    columns = min(width - Self.margin, 200)
    guard columns >= Self.leastColumns else { return nil }
    self.report = report
    self.marks = marks
  }

  /// The charts of levels, and the timeline below them.
  package var lines: [String] {
    var lines: [String] = []
    let charts = ResourceCharts(run.source)
    for resource in ["cpu", "memory"] {
      guard let series = charts.cluster(resource) else { continue }
      let text = LevelStrip(series: series, end: end).text(
        of: ResourceCharts.requested, whole: .level(ResourceCharts.offered), columns: columns, marks
      )
      lines.append(row("\(resource) requested", text, figures(of: resource)))
    }
    for service in ServiceCharts(run.source, report.summary).rows.prefix(Self.serviceLimit) {
      let text = LevelStrip(series: service.series, end: end).text(
        of: 0, whole: .number(max(1, service.series.maximum(of: 0))), columns: columns, marks)
      let available = service.availability.map {
        "\(PageText.percent($0.value.millionths, decimals: 2)) available"
      }
      lines.append(row("service \(service.name)", text, available ?? "nothing was wanted"))
    }
    lines += events
    return lines.isEmpty ? [] : lines + [row("", axis, "")]
  }

  private func row(_ title: String, _ chart: String, _ figures: String) -> String {
    let title = title.count > 16 ? title.prefix(15) + "…" : title[...]
    let line =
      "  \(title)" + String(repeating: " ", count: 17 - title.count) + chart
      + (figures.isEmpty ? "" : "  \(figures)")
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  private func figures(of resource: String) -> String {
    let parts = [("mean", "mean"), ("max", "peak")].compactMap { level, word in
      report.summary.figure("allocation_ratio.\(resource).\(level)").map {
        "\(PageText.percent($0.value.millionths)) \(word)"
      }
    }
    return parts.joined(separator: ", ")
  }

  /// Where nodes were struck and pods evicted; of two in one place the strike is shown.
  private var events: [String] {
    let strikes = Strike.all(run)
    let evictions = run.source.recording.evictions
    guard !strikes.isEmpty || !evictions.isEmpty else { return [] }
    var cells = [String](repeating: " ", count: columns)
    for eviction in evictions { cells[column(of: eviction.time)] = marks.eviction }
    for strike in strikes { cells[column(of: strike.time)] = marks.failure }
    let title = "\(marks.failure) fail \(marks.eviction) evict"
    return [row(title, cells.joined(), "")]
  }

  private func column(of time: SimulationTime) -> Int {
    let place = Int128(time.microseconds) * Int128(columns) / Int128(max(1, end.microseconds))
    return min(columns - 1, max(0, Int(place)))
  }

  /// The marks of time; one for which there is no room is left out.
  private var axis: String {
    var text = ""
    for time in AxisTicks.times(until: end) {
      let place = column(of: time)
      let mark = PageText.clock(time)
      guard text.isEmpty || place > text.count else { continue }
      text += String(repeating: " ", count: place - text.count) + mark
    }
    return text
  }

  /// One line for an expectation: how far what was found is along a scale that holds the bound too.
  package func line(of result: ExpectationResult) -> String {
    let verdict = result.holds ? marks.holds : marks.breaks
    guard let actual = result.actualMillionths else { return "\(verdict) \(result)" }
    let bound = max(0, result.expectation.boundMillionths)
    let most = Int128(max(actual, bound))
    // A share has a scale of its own; of anything else the greater value leaves a sixth free.
    let isShare = actual <= 1_000_000 && bound <= 1_000_000
    let scale = isShare ? 1_000_000 : max(1, most * 6 / 5)
    func place(_ value: Int64) -> Int { Int(Int128(max(0, value)) * 30 / scale) }
    var cells = (0..<30).map { $0 < place(actual) ? marks.filled : marks.empty }
    cells[min(29, place(bound))] = marks.bound
    return "\(verdict) \(cells.joined())  \(result)"
  }
}
