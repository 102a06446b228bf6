import ClusterSimulation
import ReportPages
import SimulationEngine

/// Draws the services.
struct ServicesPanel {
  let facts: PageFacts
  let charts: ServiceCharts

  private static let limit = 12

  func write(to pen: inout PagePen) {
    guard !charts.rows.isEmpty else { return }
    pen.section("services", "Services", isTaught: true) { pen in
      for row in charts.rows.prefix(Self.limit) {
        chart(row).write(strikes: facts.strikeTimes, to: &pen)
      }
      if charts.rows.count > Self.limit {
        pen.note(
          "The \(Self.limit) least available of \(charts.rows.count); services.csv has all.")
      }
      pen.folded("as a table") { table(to: &$0) }
    }
  }

  private func chart(_ row: ServiceCharts.Row) -> PageChart {
    let available = row.availability.map {
      "available \(PageText.percent($0.value.millionths, decimals: 2))"
    }
    let most = row.series.maximum(of: 0)
    let stale = row.series.maximum(of: 1)
    return PageChart(
      title: row.name,
      label: "\(row.name): at most \(most) endpoints, \(stale) stale; "
        + (available ?? "nothing was wanted"),
      series: row.series, unit: .count, top: max(1, most),
      layers: [
        .init(style: "listed", level: 0, isFilled: true), .init(style: "used", level: 0),
        .init(style: "stale", level: 1, isFilled: true),
      ],
      keys: [
        .init(text: "endpoints", color: "used", level: 0),
        .init(text: "stale", color: "bad", level: 1, mark: "filled"),
      ], remark: available ?? "", height: 90)
  }

  private func table(to pen: inout PagePen) {
    let summary = facts.report.summary
    func seconds(_ metric: String, _ row: ServiceCharts.Row) -> String {
      let subject = row.name.contains("/") ? row.name : "default/\(row.name)"
      return summary.figure(metric, of: "service=\(subject)").map {
        PageText.duration($0.value.millionths)
      } ?? "–"
    }
    pen.table(
      "availability, and for how long no endpoint was listed or one led nowhere",
      ["service", "available", "no endpoint", "stale endpoint"], numeric: 1..<4,
      charts.rows.prefix(40).map { row in
        [
          row.name,
          row.availability.map { PageText.percent($0.value.millionths, decimals: 2) } ?? "–",
          seconds("seconds_without_ready_endpoint", row),
          seconds("seconds_with_stale_endpoint", row),
        ]
      })
  }
}
