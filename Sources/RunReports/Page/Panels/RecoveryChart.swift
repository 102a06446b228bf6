import ClusterSimulation
import ReportPages
import SimulationEngine

/// How many pods of the lost nodes are in which phase: of many pods the greatest durations do not
/// join up, so the pods are counted.
struct RecoveryChart {
  let strike: Strike
  let end: SimulationTime

  /// The phases in the order of the way, from the top of the stack: each level counts the pods that
  /// are in that phase or a later one.
  private static let phases: [(style: StaticString, text: String, color: StaticString)] = [
    ("phase0", "on lost nodes", "borne"), ("phase1", "deleted, not bound", "bound"),
    ("phase2", "starting", "starts"), ("phase3", "replaced and ready", "becomes"),
  ]

  func write(to pen: inout PagePen) {
    let paths = strike.paths.filter(\.isWanted)
    guard paths.count > 1 else { return }
    PageChart(
      title: strike.label,
      label: "\(strike.label): \(paths.count) pods by phase of their replacement",
      series: series(paths), unit: .count, top: Int64(paths.count),
      layers: Self.phases.indices.map {
        .init(style: Self.phases[$0].style, level: $0, isFilled: true)
      },
      keys: Self.phases.indices.map {
        .init(
          text: Self.phases[$0].text, color: Self.phases[$0].color, level: $0, mark: "filled")
      }, remark: "counted with all further on", height: 90
    ).write(strikes: [strike.time], to: &pen)
  }

  private func series(_ paths: [RecoveryPath]) -> StepSeries {
    var steps: [(time: SimulationTime, level: Int)] = paths.flatMap { path in
      [(strike.time, 0), (path.left, 1), (path.bound, 2), (path.ready, 3)]
    }.filter { $0.0.isSet }
    steps.sort { ($0.time, $0.level) < ($1.time, $1.level) }
    var levels = [Int64](repeating: 0, count: Self.phases.count)
    var series = StepSeries(
      key: "f\(strike.incidents[0].number)", levelCount: Self.phases.count)
    series.append(levels, at: .zero)
    for step in steps {
      levels[step.level] += 1
      series.append(levels, at: step.time)
    }
    return series
  }
}
