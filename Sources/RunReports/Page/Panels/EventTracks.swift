import ClusterSimulation
import ReportPages
import SimulationEngine

/// Other events as ticks, one row a kind.
struct EventTracks {
  struct Row {
    let title: String
    let isHarm: Bool
    let count: Int
    /// At most `tickLimit` of them.
    let times: [SimulationTime]
  }

  /// How many ticks a row has.
  private static let tickLimit = 400

  private(set) var rows: [Row] = []
  /// Where a row shows fewer than there are.
  private(set) var notes: [String] = []

  init(_ facts: PageFacts) {
    let source = facts.source
    let recording = source.recording
    add("the scenario", isHarm: false, commands(source))
    add("pods evicted", isHarm: true, recording.evictions.map(\.time))
    add("workloads scaled", isHarm: false, scalings(source))
    add(
      "pods turned down", isHarm: false,
      recording.attempts.lazy.filter { $0.result == .unschedulable }.map(\.time))
    add("requests refused", isHarm: true, recording.refusals.map(\.time))
  }

  private func commands(_ source: ReportSource) -> [SimulationTime] {
    source.recording.commands.map(\.time)
  }

  /// When the number of wanted pods changed after a workload's creation.
  private func scalings(_ source: ReportSource) -> [SimulationTime] {
    var desired = ContiguousArray<Int32>(repeating: -1, count: source.cluster.workloads.count)
    var times: [SimulationTime] = []
    for change in source.recording.workloads {
      let row = change.workload.row
      guard !source.cluster.workloads[row].owner.isPresent else { continue }
      if desired[row] >= 0, desired[row] != change.desired { times.append(change.time) }
      desired[row] = change.desired
    }
    return times
  }

  private mutating func add(
    _ title: String, isHarm: Bool, _ times: some Sequence<SimulationTime>
  ) {
    let all = Array(times)
    guard !all.isEmpty else { return }
    let step = (all.count + Self.tickLimit - 1) / Self.tickLimit
    let shown = stride(from: 0, to: all.count, by: step).map { all[$0] }
    rows.append(Row(title: title, isHarm: isHarm, count: all.count, times: shown))
    if step > 1 { notes.append("Of “\(title)”, one in \(step) is drawn.") }
  }
}
