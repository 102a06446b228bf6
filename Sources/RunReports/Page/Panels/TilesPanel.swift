import ClusterSimulation
import ReportPages
import SimulationEngine

/// The figures that are looked for first, each with a line of context.
struct TilesPanel {
  let facts: PageFacts
  let charts: ResourceCharts
  let services: ServiceCharts

  func write(to pen: inout PagePen) {
    let tiles = [
      pods, nodes, requested("cpu"), requested("memory"), stage("scheduling", "scheduled within"),
      stage("ready", "ready within"), service, incidents, evictions, cost,
    ].compactMap { $0 }
    let end = pen.end
    pen.html.element("dl", ["class": "tiles"]) { html in
      for tile in tiles {
        html.element("div", ["class": "tile"]) { write(tile, until: end, &$0) }
      }
    }
  }

  private struct Tile {
    let title: String
    /// The figure's name in `summary.json`, and its text there.
    let figure: SummaryFigure
    let text: String
    var note = ""
    var context = ""
    /// What is drawn beneath: a level of a series, and its style.
    var spark: (series: StepSeries, level: Int, style: StaticString)?
  }

  private func write(_ tile: Tile, until end: SimulationTime, _ html: inout HTMLWriter) {
    html.element("dt", text: tile.title)
    html.element("dd") { html in
      html.element("div", ["class": "figure"]) { html in
        if tile.figure.isBound { html.text("≥ ") }
        html.element(
          "data", ["value": tile.figure.value.text, "data-figure": tile.figure.name],
          text: tile.text)
        if !tile.note.isEmpty {
          html.text(" ")
          html.element("small", text: tile.note)
        }
      }
      if !tile.context.isEmpty { html.element("div", ["class": "context"], text: tile.context) }
      if let spark = tile.spark { Self.draw(spark, until: end, &html) }
    }
  }

  private static func draw(
    _ spark: (series: StepSeries, level: Int, style: StaticString), until end: SimulationTime,
    _ html: inout HTMLWriter
  ) {
    let series = spark.series.reduced(to: PagePen.Resolution.small.rawValue, until: end)
    let frame = PlotFrame(end: end, maximum: series.maximum(of: spark.level))
    html.markup(
      """
      <svg viewBox="0 -40 2000 1080" preserveAspectRatio="none" aria-hidden="true"><path class="
      """)
    html.markup(spark.style)
    html.markup("\" d=\"")
    html.text(frame.path(series, level: spark.level))
    html.markup("\"/></svg>")
  }

  private func figure(_ name: String, of subject: String = "") -> SummaryFigure? {
    facts.report.summary.figure(name, of: subject)
  }

  private func count(_ name: String) -> Int64 {
    guard case .count(let count) = figure(name)?.value else { return 0 }
    return count
  }

  private func counted(_ name: String) -> String { PageText.count(Int128(count(name))) }

  private var pods: Tile? {
    figure("pods.created").map {
      Tile(
        title: "pods created", figure: $0, text: counted("pods.created"),
        context: "\(counted("pods.running")) running, \(counted("pods.pending")) pending, "
          + "\(counted("pods.failed")) failed")
    }
  }

  private var nodes: Tile? {
    figure("nodes.count").map {
      Tile(
        title: "nodes", figure: $0, text: counted("nodes.count"),
        context: "\(counted("nodes.ready")) ready at the end")
    }
  }

  private func requested(_ resource: String) -> Tile? {
    guard let mean = figure("allocation_ratio.\(resource).mean") else { return nil }
    let peak = figure("allocation_ratio.\(resource).max").map {
      "peak \(PageText.percent($0.value.millionths)) of allocatable"
    }
    return Tile(
      title: "\(resource) requested", figure: mean,
      text: PageText.percent(mean.value.millionths), note: "mean", context: peak ?? "",
      spark: charts.cluster(resource).map { ($0, ResourceCharts.requested, "requested") })
  }

  private func stage(_ name: String, _ title: String) -> Tile? {
    guard let p99 = figure("\(name).p99_seconds") else { return nil }
    let others = ["p50", "max"].compactMap { level in
      figure("\(name).\(level)_seconds").map {
        "\(level) \($0.isBound ? "≥ " : "")\(PageText.duration($0.value.millionths))"
      }
    }
    let waiting = count("\(name).waiting")
    return Tile(
      title: title, figure: p99, text: PageText.duration(p99.value.millionths), note: "p99",
      context: others.joined(separator: ", ")
        + (waiting > 0 ? ", \(PageText.count(Int128(waiting))) not yet" : ""))
  }

  private var service: Tile? {
    guard let worst = services.rows.first, let figure = worst.availability else { return nil }
    return Tile(
      title: services.rows.count == 1 ? "service available" : "least available service",
      figure: figure, text: PageText.percent(figure.value.millionths, decimals: 2),
      context: worst.name, spark: (worst.series, 0, "used"))
  }

  private var incidents: Tile? {
    guard let figure = figure("failures.incidents") else { return nil }
    let slowest = self.figure("failures.recover.max_seconds").map {
      "slowest recovery \($0.isBound ? "≥ " : "")\(PageText.duration($0.value.millionths))"
    }
    return Tile(
      title: "incidents", figure: figure, text: counted("failures.incidents"),
      context: slowest
        ?? (figure.value.millionths > 0 ? "no pod had to be replaced" : "no node was lost"))
  }

  private var evictions: Tile? {
    guard let figure = figure("evictions.total") else { return nil }
    let causes = RunSummary.causes.filter { count("evictions.\($0)") > 0 }
      .map { "\(counted("evictions.\($0)")) by \($0)" }
    return Tile(
      title: "evictions", figure: figure, text: counted("evictions.total"),
      context: causes.isEmpty ? "no pod was made to leave" : causes.joined(separator: ", "))
  }

  private var cost: Tile? {
    figure("cost").map {
      Tile(
        title: "cost", figure: $0,
        text: PageText.decimal($0.value.millionths / 10_000, decimals: 2),
        context: "node-hours × price")
    }
  }
}
