import ClusterSimulation
import RunReports

/// What is said of a broken invariant.
extension RunCommand {
  /// Says which invariant is broken, where and when, and how to see it again. No report is written:
  /// what a broken run would say cannot be believed.
  func complain(
    of violation: InvariantViolation, in configuration: SimulationConfiguration,
    from path: String, _ terminal: Terminal
  ) {
    let command =
      ["wavetank", "run", path, "--seed", String(configuration.seed)] + given
      + ["--check-invariants"]
    terminal.complain(
      """
      \(configuration.name): error: a broken invariant: \(violation.invariant.rawValue)
        found   \(violation)
        time    \(violation.time.secondsText(decimals: 6)) s
        event   number \(violation.eventNumber), \(violation.event)
        replay  \(command.map(ShellWord.quoted).joined(separator: " "))
      This is a bug of Wavetank and not of the scenario; please report it. No reports were written.
      """)
  }
}
