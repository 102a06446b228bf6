import ClusterSimulation
import ClusterState
import ReportPages
import SimulationEngine

/// What was offered, requested and used: the cluster in large, its zones and pools as multiples.
struct ResourcesPanel {
  let facts: PageFacts
  let charts: ResourceCharts

  /// How many multiples there are of each resource.
  private static let multipleLimit = 12
  /// How many rows the table has.
  private static let rowLimit = 60

  func write(to pen: inout PagePen) {
    pen.section("utilization", "Utilization") { pen in
      let period = facts.source.recording.samplePeriod.microseconds
      pen.note(
        charts.rows.isEmpty
          ? "No sample was taken."
          : "Sampled every \(PageText.duration(period)): a step is drawn where a sample found it."
      )
      for resource in charts.resources { write(resource, to: &pen) }
    }
  }

  private func write(_ resource: ResourceID, to pen: inout PagePen) {
    let rows = charts.rows.filter { $0.resource == resource }
    guard let cluster = rows.first(where: { $0.scope == .cluster }) else { return }
    pen.html.element("h3") { $0.name(charts.name(of: resource)) }
    pen.subject = charts.name(of: resource)
    chart(cluster).write(strikes: facts.strikeTimes, to: &pen)
    pen.folded("as a table") { table(of: cluster, to: &$0) }
    let zones = rows.filter { $0.scope == .zone }
    let pools = rows.filter { $0.scope == .pool }
    let parts = (zones.count > 1 ? zones : []) + (pools.count > 1 ? pools : [])
    guard !parts.isEmpty else { return }
    let order = parts.indices.sorted { (-parts[$0].peak, $0) < (-parts[$1].peak, $1) }
    let shown = order.prefix(Self.multipleLimit).sorted().map { parts[$0] }
    let top = shown.map { $0.top }.max() ?? 1
    pen.html.markup("<div class=\"multiples\">")
    for part in shown { multiple(part, top: top).write(strikes: facts.strikeTimes, to: &pen) }
    pen.html.markup("</div>")
    if parts.count > shown.count {
      pen.note(
        "The \(shown.count) of \(parts.count) zones and pools of which most was requested; "
          + "utilization.csv has all.")
    }
  }

  private func chart(_ row: ResourceCharts.Row) -> PageChart {
    let peak = row.series.maximum(of: ResourceCharts.requested)
    let offered = row.series.maximum(of: ResourceCharts.offered)
    var keys = [
      PageChart.Key(text: "requested", color: "requested", level: ResourceCharts.requested)
    ]
    if row.hasUse {
      keys.append(.init(text: "used", color: "used", level: ResourceCharts.used))
    }
    keys.append(
      .init(
        text: "allocatable", color: "offered", level: ResourceCharts.offered, mark: "dashed"))
    return PageChart(
      title: "cluster",
      label: "cluster: \(charts.name(of: row.resource)) requested peaks at "
        + "\(row.unit.text(peak)) of \(row.unit.text(offered))",
      series: row.series, unit: row.unit, top: row.top, layers: row.layers, keys: keys,
      height: 130)
  }

  private func multiple(_ row: ResourceCharts.Row, top: Int64) -> PageChart {
    let peak = row.series.maximum(of: ResourceCharts.requested)
    return PageChart(
      title: "\(row.scope.name) \(row.name)",
      label: "\(row.scope.name) \(row.name): requested peaks at \(row.unit.text(peak))",
      series: row.series, unit: row.unit, top: top, layers: row.layers,
      keys: [.init(text: "", color: "requested", level: ResourceCharts.requested)],
      remark: "peak \(PageText.percent(row.peak))", height: 64, isSmall: true)
  }

  /// The samples at which anything changed, thinned out where there are many.
  private func table(of row: ResourceCharts.Row, to pen: inout PagePen) {
    let series = row.series
    let changes = series.times.indices.filter { index in
      index == 0 || series.levels.contains { $0[index] != $0[index - 1] }
    }
    let step = max(1, (changes.count + Self.rowLimit - 1) / Self.rowLimit)
    let shown = changes.enumerated().filter { $0.offset % step == 0 }.map(\.element)
    let caption =
      step == 1
      ? "every sample that found a change; all are in utilization.csv"
      : "one in \(step) samples that found a change; all are in utilization.csv"
    let names = ["at", "allocatable", "requested"] + (row.hasUse ? ["used"] : [])
    pen.table(
      caption, names, numeric: 1..<names.count,
      shown.map { index in
        [PageText.clock(SimulationTime(microseconds: series.times[index]))]
          + series.levels.map { row.unit.text($0[index]) }
      })
  }
}

extension ResourceCharts.Row {
  /// The value at the top of the chart: a little above all that is drawn.
  fileprivate var top: Int64 {
    let peak = max(
      series.maximum(of: ResourceCharts.offered), series.maximum(of: ResourceCharts.requested)
    )
    return max(1, peak + peak / 20)
  }

  fileprivate var layers: [PageChart.Layer] {
    var layers = [
      PageChart.Layer(style: "area", level: ResourceCharts.requested, isFilled: true),
      PageChart.Layer(style: "offered", level: ResourceCharts.offered),
      PageChart.Layer(style: "requested", level: ResourceCharts.requested),
    ]
    if hasUse { layers.append(.init(style: "used", level: ResourceCharts.used)) }
    return layers
  }
}
