import ClusterSimulation
import ClusterState
import SimulationEngine

/// What several panels of a page need of a run, worked out once.
struct PageFacts {
  let report: RunReport
  /// The recording's digest as text.
  let digest: String
  let strikes: [Strike]
  /// When each pod stopped to count on its node, by row: ended or gone; unset if it has not.
  let released: ContiguousArray<SimulationTime>
  /// What is told in words, in order of time.
  let story: Story

  var run: RunAnalysis { report.run }
  var source: ReportSource { report.run.source }
  var end: SimulationTime { report.run.source.end }

  /// When nodes were struck, thinned out to what a chart can show.
  let strikeTimes: [SimulationTime]

  /// O(pods + rows of the recording).
  init(_ report: RunReport, digest: String) {
    self.report = report
    self.digest = digest
    strikes = Strike.all(report.run)
    strikeTimes = strikes.count <= 60 ? strikes.map(\.time) : []
    released = Self.releases(report.run.source)
    story = Story(report.run, strikes)
  }

  private static func releases(_ source: ReportSource) -> ContiguousArray<SimulationTime> {
    var released = ContiguousArray<SimulationTime>(
      repeating: .unset, count: source.cluster.pods.count)
    for change in source.recording.podStates
    where change.state.isRemoved || change.state.phase.isTerminal {
      if !released[change.pod.row].isSet { released[change.pod.row] = change.time }
    }
    return released
  }
}
