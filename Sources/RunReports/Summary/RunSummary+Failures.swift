import ClusterSimulation
import ClusterState
import SimulationEngine

/// How many pods had to go and why (`evictions`), how many were deleted otherwise (`deletions`:
/// ended pods that are collected, those that a controller has too many of, what someone deletes),
/// and how the cluster recovered: `failures.<phase>` over the pods of all incidents, with the
/// phases of `failures.csv`.
extension RunSummary {
  mutating func addFailures(_ run: RunAnalysis) {
    let window = run.source.window
    let deletions = run.source.recording.deletions.filter { window.contains($0.time) }
    let incidents = run.incidents.filter { window.contains($0.time) }
    addCauses("evictions", deletions.filter(\.isEviction))
    addCauses("deletions", deletions.filter { !$0.isEviction })
    count("failures.incidents", incidents.count, "incidents")
    for phase in FailurePhase.allCases {
      let durations = incidents.flatMap { $0.durations[phase] ?? [] }
      guard let distribution = DurationDistribution(durations) else { continue }
      self.durations("failures.\(phase.rawValue)", distribution, Self.failureFigures)
    }
  }

  /// The figures that are given of the phases of failures.
  static let failureFigures: [DurationDistribution.Figure] = [
    .count, .p50, .p99, .maximum, .waiting,
  ]

  private mutating func addCauses(_ name: String, _ deletions: [PodDeletion]) {
    count("\(name).total", deletions.count, "pods")
    for cause in Self.causes {
      let number = deletions.count { $0.cause.name == cause }
      if number > 0 { count("\(name).\(cause)", number, "pods") }
    }
  }

  /// The words for the causes, each once.
  static let causes: [String] = {
    var words = GroupRows<String>()
    for code in UInt8.min...UInt8.max {
      if let cause = DeletionCause(rawValue: code) { _ = words.row(of: cause.name) }
    }
    return words.keys
  }()
}
