import ClusterState
import SimulationEngine

@testable import ClusterSimulation
@testable import RunReports

/// A run in which nothing is and nothing happens.
enum EmptyRun {
  static func report(expecting expectations: [Expectation] = []) -> RunReport {
    var configuration = SimulationConfiguration(
      name: "empty", controlPlane: ControlPlaneSettings(profile: .classic))
    configuration.expectations = expectations
    let source = ReportSource(
      configuration: configuration, cluster: ClusterState(), recording: Recording(), end: .zero)
    return RunReport(source, identity: RunIdentity(version: "0.1.0"))
  }
}
