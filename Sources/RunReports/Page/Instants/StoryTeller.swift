import ClusterSimulation
import ClusterState
import ReportPages
import SimulationEngine

/// Finds the instants worth telling, one kind after the other; each kind is an extension.
struct StoryTeller {
  let run: RunAnalysis
  let strikes: [Strike]
  private(set) var instants: [Instant] = []

  /// More instants of one kind than this are not looked for: a page shows sixty in all.
  static let limitOfKind = 200

  var source: ReportSource { run.source }
  var settings: ControlPlaneSettings { run.source.configuration.controlPlane }

  init(_ run: RunAnalysis, _ strikes: [Strike]) {
    self.run = run
    self.strikes = strikes
  }

  mutating func tell(
    _ time: SimulationTime, _ weight: Instant.Weight, _ what: String, because why: String = "",
    in files: String
  ) {
    instants.append(Instant(time: time, weight: weight, what: what, why: why, files: files))
  }

  /// A span between two instants in words.
  func span(_ from: SimulationTime, _ to: SimulationTime) -> String {
    PageText.duration((to - from).microseconds)
  }

  /// A setting with its value, as a scenario would write it.
  func setting(_ name: String, _ value: SimulationDuration) -> String {
    "\(name) = \(PageText.duration(value.microseconds))"
  }

  /// A rate with its unit, from thousandths a second.
  func rate(_ thousandths: Int64) -> String {
    "\(PageText.decimal(thousandths, decimals: 3)) a second"
  }
}
