import ClusterSimulation
import RunReports
import ScenarioFiles
import SimulationEngine

/// A scenario that was run to its end, with its report.
struct FinishedRun {
  /// What is told of the run.
  let report: RunReport
  /// The digest of the tables that `wavetank run` would have written.
  let digest: RecordingDigest
  /// What the scenario is called.
  let name: String

  /// Reads and runs a scenario; nil, after the reason has been told, if it does not come to an end.
  ///
  /// - Throws: the exit code if the scenario is wrong or not the one that a folder was made from.
  init?(_ source: RunSource, _ terminal: Terminal) throws(ExitCode) {
    let scenario: Scenario
    do throws(ScenarioFailure) {
      var options = source.options
      options.metricProblem = { MetricNames.problem(with: $0) }
      scenario = try Scenario.read(source.path, options: options)
    } catch {
      for diagnostic in error.diagnostics { terminal.complain("\(diagnostic)") }
      throw error.isInputMissing ? .inputMissing : .badInput
    }
    try Self.check(scenario, source, terminal)
    name = scenario.configuration.name
    var progress = ProgressLine(
      name, limit: scenario.configuration.ending.limit, isShown: terminal.isErrorTerminal, terminal)
    var simulation = Simulation(scenario.configuration)
    var pacing = Pacing()
    while simulation.run(events: pacing.eventCount) {
      pacing.adapt()
      progress.update(now: simulation.now, eventCount: simulation.eventCount)
    }
    progress.finish()
    if let standstill = simulation.standstill {
      terminal.complain("\(source.path): error: \(standstill)")
      return nil
    }
    simulation.runToEnd()
    let identity = RunIdentity(
      version: Version.text,
      inputs: scenario.inputs.map { RunIdentity.Input(path: $0.name, sha256: $0.digest) },
      options: source.given)
    report = RunReport(ReportSource(simulation.state), identity: identity)
    digest = report.digest()
  }

  /// Whether a folder of reports was made from what the scenario reads.
  private static func check(
    _ scenario: Scenario, _ source: RunSource, _ terminal: Terminal
  ) throws(ExitCode) {
    guard let known = source.inputs else { return }
    var isChanged = scenario.inputs.count != known.count
    if isChanged {
      terminal.complain(
        "\(source.path): error: expected \(known.count) inputs as in summary.json, found "
          + "\(scenario.inputs.count)")
    }
    for (input, digest) in zip(scenario.inputs, known) where input.digest != digest {
      isChanged = true
      terminal.complain(
        "\(source.path): error: expected \(input.name) with the SHA-256 \(digest) of summary.json, "
          + "found \(input.digest); it has changed since the run")
    }
    if isChanged { throw .badInput }
  }
}
