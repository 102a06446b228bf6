import ClusterSimulation
import ClusterState
import ReportPages
import SimulationEngine

/// The endpoints of services over time, the least available first.
struct ServiceCharts {
  /// A service with its endpoints.
  struct Row {
    let name: String
    /// nil if nothing was wanted of the service.
    let availability: SummaryFigure?
    /// How many endpoints are listed, and how many of them lead nowhere.
    var series: StepSeries
  }

  private(set) var rows: [Row]

  /// O(changes + services · log services).
  init(_ source: ReportSource, _ summary: RunSummary) {
    let services = source.cluster.services
    var all = services.indices.map { row in
      let service = services[row]
      let path = "\(source.text(service.namespace))/\(source.text(service.name))"
      return Row(
        name: path.hasPrefix("default/") ? String(path.dropFirst(8)) : path,
        availability: summary.figure("availability", of: "service=\(path)"),
        series: StepSeries(key: "s\(row)", levelCount: 2))
    }
    for change in source.recording.services {
      all[change.service.row].series.append(
        [Int64(change.readyEndpoints), Int64(change.staleEndpoints)], at: change.time)
    }
    func rank(_ row: Int) -> (Int64, Int) {
      (all[row].availability?.value.millionths ?? Int64.max, row)
    }
    rows = all.indices.sorted { rank($0) < rank($1) }.map { all[$0] }
  }
}
