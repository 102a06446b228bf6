import ClusterSimulation
import ClusterState
import ReportPages
import SimulationEngine

/// How many pods each workload wanted and had ready.
struct WorkloadsPanel {
  let facts: PageFacts

  private static let limit = 12

  private struct Row {
    let name: String
    var series: StepSeries
    /// ∫ (desired − ready) dt: those that lacked most come first.
    var deficit: Int64
  }

  func write(to pen: inout PagePen) {
    let rows = rows
    guard !rows.isEmpty else { return }
    pen.section("workloads", "Workloads") { pen in
      let order = rows.indices.sorted { (-rows[$0].deficit, $0) < (-rows[$1].deficit, $1) }
      let shown = order.prefix(Self.limit).sorted().map { rows[$0] }
      pen.html.markup("<div class=\"multiples\">")
      for row in shown { chart(row).write(strikes: facts.strikeTimes, to: &pen) }
      pen.html.markup("</div>")
      if rows.count > shown.count {
        pen.note(
          "The \(shown.count) of \(rows.count) that lacked most for longest; workloads.csv has all."
        )
      }
    }
  }

  private var rows: [Row] {
    let source = facts.source
    let workloads = source.cluster.workloads
    var places = ContiguousArray(repeating: -1, count: workloads.count)
    var rows: [Row] = []
    for row in workloads.indices where !workloads[row].owner.isPresent {
      let path = "\(source.text(workloads[row].namespace))/\(source.text(workloads[row].name))"
      places[row] = rows.count
      let deficit = facts.report.summary.figure(
        "replica_deficit_seconds", of: "workload=\(path)")
      rows.append(
        Row(
          name: path.hasPrefix("default/") ? String(path.dropFirst(8)) : path,
          series: StepSeries(key: "w\(row)", levelCount: 2),
          deficit: deficit?.value.millionths ?? 0))
    }
    for change in source.recording.workloads where places[change.workload.row] >= 0 {
      rows[places[change.workload.row]].series.append(
        [Int64(change.desired), Int64(change.ready)], at: change.time)
    }
    return rows.filter { !$0.series.times.isEmpty }
  }

  private func chart(_ row: Row) -> PageChart {
    let most = max(row.series.maximum(of: 0), row.series.maximum(of: 1))
    return PageChart(
      title: row.name, label: "\(row.name): ready pods against the \(most) wanted at most",
      series: row.series, unit: .count, top: max(1, most + (most + 9) / 10),
      layers: [
        .init(style: "listed", level: 1, isFilled: true), .init(style: "used", level: 1),
        .init(style: "offered", level: 0),
      ],
      keys: [
        .init(text: "ready", color: "used", level: 1),
        .init(text: "of", color: "offered", level: 0, mark: "dashed"),
      ], height: 64, isSmall: true)
  }
}
