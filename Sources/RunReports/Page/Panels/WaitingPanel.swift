import ClusterSimulation
import ClusterState
import ReportPages
import SimulationEngine

/// How long pods waited: distributions, percentiles, and the scheduler's queue.
struct WaitingPanel {
  let facts: PageFacts

  /// How many groups a folded table lists.
  private static let groupLimit = 40

  func write(to pen: inout PagePen) {
    pen.section("waiting", "Waiting") { pen in
      pen.html.markup("<div class=\"two\"><div>")
      WaitingCurves(facts).write(to: &pen)
      pen.html.markup("</div><div>")
      table("percentiles, by nearest rank", "stage", stages.map { ($0.stage.rawValue, $0) }, &pen)
      pen.html.markup("</div></div>")
      for stage in [LatencyStage.scheduling, .ready] { writeGroups(stage, to: &pen) }
      writeQueue(to: &pen)
    }
  }

  private var stages: [LatencyDistributions.Entry] {
    facts.run.latencies.entries.filter { $0.group == "all" }
  }

  private func writeGroups(_ stage: LatencyStage, to pen: inout PagePen) {
    let groups = facts.run.latencies.entries.filter { $0.stage == stage && $0.group != "all" }
    guard groups.count > 1 else { return }
    pen.folded("\(stage.rawValue), by group") { pen in
      let shown = groups.prefix(Self.groupLimit)
      let caption =
        groups.count > shown.count
        ? "the first \(shown.count) of \(groups.count) groups; latency.csv has all"
        : "\(stage.meaning)"
      table(caption, "group", shown.map { ($0.group, $0) }, &pen)
    }
  }

  private func table(
    _ caption: String, _ first: String,
    _ rows: [(name: String, entry: LatencyDistributions.Entry)], _ pen: inout PagePen
  ) {
    let figures: [DurationDistribution.Figure] = [.p50, .p90, .p99, .maximum]
    let columns = [first, "pods", "p50", "p90", "p99", "max"]
    pen.table(
      caption, columns, numeric: 1..<columns.count,
      rows.map { row in
        let distribution = row.entry.distribution
        let waiting = distribution.waiting > 0 ? " + \(distribution.waiting) waiting" : ""
        return [row.name, PageText.count(Int128(distribution.count)) + waiting]
          + figures.map { figure in
            (distribution.isBound(figure) ? "≥ " : "") + PageText.duration(distribution[figure])
          }
      })
  }

  private func writeQueue(to pen: inout PagePen) {
    var series = StepSeries(key: "q", levelCount: 3)
    var oldest: Int64 = 0
    for sample in facts.source.recording.queueSamples {
      let stuck = Int64(sample.unschedulable)
      let pausing = stuck + Int64(sample.backOff)
      series.append([pausing + Int64(sample.active), pausing, stuck], at: sample.time)
      oldest = max(oldest, sample.oldestAge ?? 0)
    }
    let most = series.maximum(of: 0)
    guard most > 0 else {
      if !series.times.isEmpty { pen.note("No sample found a pod waiting for the scheduler.") }
      return
    }
    PageChart(
      title: "scheduling queue",
      label: "scheduling queue: at most \(most) pods, the oldest for \(PageText.duration(oldest))",
      series: series, unit: .count, top: max(1, most + most / 20),
      layers: [
        .init(style: "turn", level: 0, isFilled: true),
        .init(style: "pausing", level: 1, isFilled: true),
        .init(style: "waiting", level: 2, isFilled: true),
      ],
      keys: [
        .init(text: "all", color: "requested", level: 0, mark: "filled"),
        .init(text: "pausing or stuck", color: "borne", level: 1, mark: "filled"),
        .init(text: "waiting for a change", color: "wait", level: 2, mark: "filled"),
      ], remark: "oldest \(PageText.duration(oldest))"
    ).write(strikes: facts.strikeTimes, to: &pen)
  }
}
