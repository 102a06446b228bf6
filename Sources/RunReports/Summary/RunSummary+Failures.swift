import ClusterSimulation
import ClusterState
import SimulationEngine

/// How many pods had to go and why, and how the cluster recovered: `failures.<phase>` over the pods
/// of all incidents, with the phases of `failures.csv`.
extension RunSummary {
  mutating func addFailures(_ run: RunAnalysis) {
    let evictions = run.source.recording.evictions
    count("evictions.total", evictions.count, "pods")
    for cause in Self.causes {
      let number = evictions.count { $0.cause.name == cause }
      if number > 0 { count("evictions.\(cause)", number, "pods") }
    }
    count("failures.incidents", run.incidents.count, "incidents")
    for phase in FailurePhase.allCases {
      let durations = run.incidents.flatMap { $0.durations[phase] ?? [] }
      guard let distribution = DurationDistribution(durations) else { continue }
      count("failures.\(phase.rawValue).count", distribution.count, "pods")
      seconds("failures.\(phase.rawValue).p50_seconds", distribution.p50)
      seconds("failures.\(phase.rawValue).p99_seconds", distribution.p99)
      seconds("failures.\(phase.rawValue).max_seconds", distribution.maximum)
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
