import ClusterSimulation
import RunReports
import SimulationEngine

/// One run of an experiment: a configuration under one seed, from its start to its end.
package enum ExperimentRun {
  /// Why a run has no figures.
  package struct Failure: Error, Sendable {
    /// What went wrong, for people.
    package let message: String
  }

  /// The figures of the run.
  package static func figures(
    of configuration: SimulationConfiguration
  ) -> Result<[SummaryFigure], Failure> {
    report(of: configuration).map(\.summary.figures)
  }

  /// The report of the run.
  package static func report(
    of configuration: SimulationConfiguration
  ) -> Result<RunReport, Failure> {
    var simulation = Simulation(configuration)
    simulation.run(until: .latest)
    if let violation = simulation.violation {
      return .failure(Failure(message: "an invariant is broken: \(violation)"))
    }
    if let standstill = simulation.standstill {
      return .failure(Failure(message: "\(standstill)"))
    }
    simulation.runToEnd()
    let source = ReportSource(simulation.state)
    return .success(
      RunReport(source, identity: RunIdentity(version: "", inputs: [], options: [])))
  }
}
