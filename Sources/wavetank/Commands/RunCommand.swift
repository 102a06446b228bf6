import ClusterSimulation
import KubernetesObjects
import RunReports
import ScenarioFiles
import SimulationEngine

/// `wavetank run`: scenarios in, reports out.
struct RunCommand: Command {
  static let syntax = CommandSyntax(
    name: "run", summary: "Run scenarios and write their reports.", operands: "SCENARIO…",
    operandCount: 1...1000,
    explanation: "A SCENARIO is a file; - is standard input. Reports go to Reports/NAME.",
    options: [
      .value("output", "DIR", "Write the reports to DIR; of several scenarios, to DIR/NAME."),
      .value("seed", "N", "Draw from this seed instead of the scenario's."),
      .value(
        "set", "KEY=VALUE", "Replace one value of the scenario; may be repeated.",
        isRepeatable: true),
      .value("until", "TIME", "End the run at this time, such as 90s or 2h."),
      .flag("check-invariants", "Check every invariant after every event; slow."),
      .flag("allow-outside", "Let scenarios name files outside their own folder."),
      .flag("quiet", "Show problems only."),
      .flag("verbose", "Show every figure of the summary."),
    ],
    examples: [
      ("wavetank run Scenarios/node-failure.yaml", "Writes Reports/node-failure."),
      (
        "wavetank run canary.yaml --set podEvictionTimeout=1m --output quick-canary",
        "Asks what a shorter timeout would change."
      ),
      (
        "gzip -dc pods.csv.gz | wavetank run replay.yaml",
        "A trace named - in the scenario comes from standard input."
      ),
    ])

  private let scenarios: [String]
  private let output: String?
  private let options: ScenarioOptions
  /// The options that decide what a run does, as they were given.
  let given: [String]
  private let isQuiet: Bool
  private let isVerbose: Bool
  /// What is done to each simulation before its first event: nothing but in tests.
  var prepare: @Sendable (inout Simulation) -> Void = { _ in }

  init(_ arguments: ParsedArguments) throws(UsageError) {
    scenarios = arguments.operands
    output = arguments.value("output")
    isQuiet = arguments.isGiven("quiet")
    isVerbose = arguments.isGiven("verbose")
    if isQuiet && isVerbose {
      throw UsageError("expected --quiet or --verbose, found both", "run")
    }
    if scenarios.filter({ $0 == "-" }).count > 1 {
      throw UsageError("standard input can be read once only", "run")
    }
    var options = ScenarioOptions()
    options.allowsOutside = arguments.isGiven("allow-outside")
    options.metricProblem = { MetricNames.problem(with: $0) }
    options.checksInvariants = arguments.isGiven("check-invariants")
    if let text = arguments.value("seed") {
      guard let seed = UInt64(text), seed <= UInt64(Int64.max) else {
        throw UsageError("--seed: expected a whole number from 0 to 2^63 - 1, found \(text)", "run")
      }
      options.seed = seed
    }
    if let text = arguments.value("until") { options.until = try Self.span(text) }
    for text in arguments.values("set") {
      guard let assignment = Assignment(parsing: text) else {
        throw UsageError("--set: expected KEY=VALUE, found \(text)", "run")
      }
      options.assignments.append(assignment)
    }
    self.options = options
    given =
      arguments.values("set").flatMap { ["--set", $0] }
      + (arguments.value("until").map { ["--until", $0] } ?? [])
      + (arguments.isGiven("allow-outside") ? ["--allow-outside"] : [])
  }

  private static func span(_ text: String) throws(UsageError) -> SimulationDuration {
    let span: GoDuration
    do throws(ValueError) {
      span = try GoDuration(parsing: text, allowingDays: true)
    } catch {
      throw UsageError("--until: \(error.message)", "run")
    }
    let duration = SimulationDuration(microseconds: span.wholeMicroseconds)
    guard duration > .zero else {
      throw UsageError("--until: must be later than the start, not \(text)", "run")
    }
    return duration
  }

  func run(_ terminal: Terminal) -> ExitCode {
    // Everything is read before anything runs: a slip in the last file shows at once.
    var read: [Scenario] = []
    var failure: ExitCode?
    for path in scenarios {
      do throws(ScenarioFailure) {
        read.append(try Scenario.read(path, options: options))
      } catch {
        for diagnostic in error.diagnostics { terminal.complain("\(diagnostic)") }
        let code = error.isInputMissing ? ExitCode.inputMissing : .badInput
        failure = failure == .badInput ? failure : code
      }
    }
    if let failure { return failure }
    if let name = repeatedName(of: read) {
      terminal.complain("wavetank: two scenarios are called \(name), and so would their reports be")
      return .badInput
    }
    Interruption.watch()
    if !isQuiet {
      for warning in read.flatMap(\.warnings) { terminal.complain("\(warning)") }
    }
    var result = ExitCode.done
    for (path, scenario) in zip(scenarios, read) {
      let code = run(scenario, from: path, terminal)
      if [.interrupted, .cannotWrite, .brokenInvariant].contains(code) { return code }
      if code != .done { result = code }
    }
    return result
  }

  private func repeatedName(of scenarios: [Scenario]) -> String? {
    var names: Set<String> = []
    return scenarios.map(\.configuration.name).first { !names.insert($0).inserted }
  }

  /// The folder of a scenario's reports.
  private func folder(of name: String) -> String {
    guard let output else { return "Reports/\(name)" }
    return scenarios.count == 1 ? output : "\(output)/\(name)"
  }

  private func run(
    _ scenario: Scenario, from path: String, _ terminal: Terminal
  ) -> ExitCode {
    let configuration = scenario.configuration
    var progress = ProgressLine(
      configuration.name, limit: configuration.ending.limit,
      isShown: !isQuiet && terminal.isErrorTerminal, terminal)
    var simulation = Simulation(configuration)
    prepare(&simulation)
    while !Interruption.isRequested, simulation.run(events: 20_000) {
      progress.update(now: simulation.now, eventCount: simulation.eventCount)
    }
    if let violation = simulation.violation {
      progress.finish()
      complain(of: violation, in: configuration, from: path, terminal)
      return .brokenInvariant
    }
    let isInterrupted = !simulation.isFinished
    if isInterrupted { simulation.stop() } else { simulation.runToEnd() }
    progress.finish()
    let identity = RunIdentity(
      version: Version.text,
      inputs: scenario.inputs.map { RunIdentity.Input(path: $0.name, sha256: $0.digest) })
    let report = RunReport(
      ReportSource(simulation.state), identity: identity)
    let folder = folder(of: configuration.name)
    do throws(ReportWritingError) {
      try report.write(to: folder)
    } catch {
      terminal.complain("wavetank: \(error)")
      return .cannotWrite
    }
    if !isQuiet {
      let summary = HumanSummary(report, name: configuration.name)
      summary.show(folder: folder, isVerbose: isVerbose, terminal)
    }
    if isInterrupted {
      terminal.complain("wavetank: interrupted; the reports of \(folder) are incomplete")
      return .interrupted
    }
    for result in report.expectations where !result.holds {
      terminal.complain("\(configuration.name): error: an expectation does not hold: \(result)")
    }
    return report.keepsExpectations ? .done : .expectationBroken
  }
}
