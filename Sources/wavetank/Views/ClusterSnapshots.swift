import ClusterExport
import ClusterSimulation
import ClusterViews
import Controllers
import KubernetesObjects
import ScenarioFiles
import SimulationEngine

/// A cluster at the instants that were asked for.
struct ClusterSnapshots {
  /// The cluster at one instant.
  struct Snapshot {
    let source: any ObjectSource
    let now: Timestamp
    /// The instant as it was asked for; nil for the end.
    let label: String?

    /// What pods use; nil for a dump, which does not tell.
    var usage: (any UsageSource)? { source as? any UsageSource }
  }

  /// The cluster at each instant, in the order asked for.
  private(set) var all: [Snapshot] = []

  /// Reads the file, and runs it up to the instants if it is a scenario.
  ///
  /// - Throws: the exit code, after everything that is wrong has been told.
  init(_ options: ViewOptions, _ terminal: Terminal) throws(ExitCode) {
    let input: ScenarioInputKind
    do throws(ScenarioFailure) {
      input = try Scenario.open(options.file, options: options.scenario)
    } catch {
      for diagnostic in error.diagnostics { terminal.complain("\(diagnostic)") }
      throw error.isInputMissing ? .inputMissing : .badInput
    }
    switch input {
    case .objects(let documents):
      let dump = ObjectDump(documents)
      for instant in options.instants {
        guard case .calendar(let now) = instant.moment else {
          terminal.complain(
            "\(options.file): error: --at \(instant.text): expected an instant such as "
              + "2026-11-29T23:17:31Z, from which the ages of dumped objects are counted")
          throw .badInput
        }
        all.append(Snapshot(source: dump, now: now, label: instant.text))
      }
      if all.isEmpty {
        terminal.complain(
          "\(options.file): error: expected --at with the instant of the dump, such as "
            + "2026-11-29T23:17:31Z, from which ages are counted")
        throw .badInput
      }
    case .scenario(let scenario): try run(scenario, options, terminal)
    }
  }

  private mutating func run(
    _ scenario: Scenario, _ options: ViewOptions, _ terminal: Terminal
  ) throws(ExitCode) {
    var configuration = scenario.configuration
    configuration.recordsEvents = true
    let limit = configuration.ending.limit
    let times = try options.instants.map { (instant) throws(ExitCode) in
      try Self.time(of: instant, in: configuration, options.file, terminal)
    }
    var simulation = Simulation(configuration)
    var progress = ProgressLine(
      configuration.name, limit: times.max() ?? limit, isShown: terminal.isErrorTerminal,
      terminal)
    // One run serves all instants: a snapshot shares its columns with the run that goes on.
    var sources: [SimulationTime: SimulatedObjects] = [:]
    for time in Set(times).sorted() + (times.isEmpty ? [limit] : []) {
      advance(&simulation, to: time, &progress)
      if let standstill = simulation.standstill {
        progress.finish()
        terminal.complain("\(options.file): error: \(standstill)")
        throw .badInput
      }
      sources[time] = SimulatedObjects(simulation, at: times.isEmpty ? simulation.now : time)
    }
    progress.finish()
    for (time, instant) in zip(times, options.instants) {
      guard let source = sources[time] else { continue }
      all.append(Snapshot(source: source, now: source.instant, label: instant.text))
    }
    if times.isEmpty, let source = sources[limit] {
      all.append(Snapshot(source: source, now: source.instant, label: nil))
    }
  }

  /// Runs up to `time`, in steps that are short enough to tell how far it has come.
  private func advance(
    _ simulation: inout Simulation, to time: SimulationTime, _ progress: inout ProgressLine
  ) {
    var cursor = simulation.now
    let step = SimulationDuration(
      microseconds: max(1, (time - cursor).microseconds / 64))
    while cursor < time {
      cursor = min(time, cursor.addingSaturating(step))
      guard simulation.run(until: cursor), simulation.standstill == nil else { return }
      progress.update(now: simulation.now, eventCount: simulation.eventCount)
    }
  }

  private static func time(
    of instant: ViewOptions.Instant, in configuration: SimulationConfiguration, _ file: String,
    _ terminal: Terminal
  ) throws(ExitCode) -> SimulationTime {
    let time: SimulationTime
    switch instant.moment {
    case .elapsed(let span): time = .zero.addingSaturating(span)
    case .calendar(let stamp):
      let clock = WallClock(start: configuration.startTime)
      time = clock.time(ofSecond: stamp.seconds)
        .addingSaturating(SimulationDuration(microseconds: Int64(stamp.nanoseconds / 1000)))
    }
    let limit = configuration.ending.limit
    guard time >= .zero, time <= limit else {
      terminal.complain(
        "\(file): error: --at \(instant.text): expected a time within the run, which ends at "
          + "\(limit.secondsText(decimals: 3)) s")
      throw .badInput
    }
    return time
  }

  /// Calls `body` for each snapshot, with a heading over each where there are several.
  func show(
    _ terminal: Terminal, _ body: (Snapshot) throws(ExitCode) -> Void
  ) throws(ExitCode) {
    for (index, snapshot) in all.enumerated() {
      if all.count > 1, let label = snapshot.label {
        terminal.show((index == 0 ? "" : "\n") + "==> \(label) <==")
      }
      try body(snapshot)
    }
  }
}
