import ClusterSimulation
import PolicyDoor
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
      .value(
        "output", "DIR", "Write the reports to DIR; of several scenarios, to DIR/NAME.",
        short: "o")
    ] + ScenarioOptions.syntax + [
      .flag("decisions", "Also write every verdict and score of every attempt: decisions.csv."),
      .flag("allow-policy", "Let scenarios start the program that is their scheduler's policy."),
      .value(
        "policy", "-",
        "Ask who has started the program: questions go to standard output, answers come from "
          + "standard input."),
      .flag("twice", "Ask a second process of the policy too, and compare the answers."),
      .value(
        "replay", "FILE",
        "Answer for the policy from FILE, the policy.jsonl of an earlier run; nothing is started."),
      .flag("no-html", "Leave out report.html, the page that shows the run."),
      .value("changes", "FILE", "Also write every change of every object to FILE, as JSON lines."),
      .flag("check-invariants", "Check every invariant after every event; slow."),
      .flag("quiet", "Show problems only.", short: "q"),
      .flag("verbose", "Show every figure of the summary.", short: "v"),
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
  private let writesDecisions: Bool
  private let writesPage: Bool
  private let changesPath: String?
  /// Where the policy's answers come from.
  let policySource: PolicySource
  /// The options that decide what a run does, as they were given.
  let given: [String]
  private let isQuiet: Bool
  private let isVerbose: Bool
  /// What is done to each simulation before its first event: nothing but in tests.
  var prepare: @Sendable (inout Simulation) -> Void = { _ in }

  init(_ arguments: ParsedArguments) throws(UsageError) {
    scenarios = arguments.operands
    output = arguments.value("output")
    writesDecisions = arguments.isGiven("decisions")
    writesPage = !arguments.isGiven("no-html")
    changesPath = arguments.value("changes")
    policySource = try PolicySource(arguments, scenarioCount: scenarios.count)
    if changesPath == "-" {
      throw UsageError("--changes: expected the path of a file, found -", "run")
    }
    if changesPath != nil && scenarios.count > 1 {
      throw UsageError("--changes is about one scenario, found \(scenarios.count)", "run")
    }
    isQuiet = arguments.isGiven("quiet")
    isVerbose = arguments.isGiven("verbose")
    if isQuiet && isVerbose {
      throw UsageError("expected --quiet or --verbose, found both", "run")
    }
    if scenarios.filter({ $0 == "-" }).count > 1 {
      throw UsageError("standard input can be read once only", "run")
    }
    var options = try ScenarioOptions(arguments, of: "run")
    options.metricProblem = { MetricNames.problem(with: $0) }
    options.checksInvariants = arguments.isGiven("check-invariants")
    options.allowsPolicy = policySource != .none
    options.hasOutsidePolicy = policySource == .standardStreams
    self.options = options
    given = Self.identifying(arguments)
  }

  /// The options of `arguments` that decide what a run does, the seed left out.
  static func identifying(_ arguments: ParsedArguments) -> [String] {
    arguments.values("set").flatMap { ["--set", $0] }
      + (arguments.value("until").map { ["--until", $0] } ?? [])
      + (arguments.isGiven("allow-outside") ? ["--allow-outside"] : [])
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
      if Self.endsAll(code) { return code }
      if code != .done { result = code }
    }
    return result
  }

  /// Whether no further scenario runs after one that ended so.
  private static func endsAll(_ code: ExitCode) -> Bool {
    [.hungUp, .interrupted, .terminated, .cannotWrite, .brokenInvariant].contains(code)
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
    do throws(ReportWritingError) {
      return try write(scenario, from: path, terminal)
    } catch {
      terminal.complain("wavetank: \(error)")
      return .cannotWrite
    }
  }

  private func write(
    _ scenario: Scenario, from path: String, _ terminal: Terminal
  ) throws(ReportWritingError) -> ExitCode {
    let configuration = scenario.configuration
    let folder = folder(of: configuration.name)
    let decisions = writesDecisions ? try DecisionsFile(forReportAt: folder) : nil
    let changes = try changesFile(
      beside: folder, inputs: [path] + scenario.inputs.map(\.name), of: path)
    var progress = ProgressLine(
      configuration.name, limit: configuration.ending.limit,
      isShown: !isQuiet && terminal.isErrorTerminal, terminal)
    defer { progress.finish() }
    Interruption.watch()
    var simulation = Simulation(configuration, unless: { Interruption.requested != nil })
    prepare(&simulation)
    if decisions != nil { simulation.explain(.every) }
    if changes != nil { simulation.recordChanges() }
    var policy = PolicySeat(policySource, of: configuration, at: path)
    policy.greet(&simulation)
    try follow(&simulation, &policy, decisions, changes, &progress, terminal)
    // While the reports are written, the next signal ends the program at once.
    Interruption.unwatch()
    if Interruption.requested != nil {
      progress.finish()
      answerInterruption(at: simulation.now, terminal)
    }
    if let failure = failure(
      of: simulation, policy, in: configuration, from: path, &progress, terminal)
    {
      return failure
    }
    let isInterrupted = !simulation.isFinished
    let podsLeft = simulation.podsLeftByPolicy
    if isInterrupted { simulation.stop() } else { simulation.runToEnd() }
    progress.noteWriting()
    try changes?.append(simulation.takeChanges())
    let identity = RunIdentity(
      version: Version.text,
      inputs: scenario.inputs.map { RunIdentity.Input(path: $0.name, sha256: $0.digest) },
      options: given)
    var report = RunReport(ReportSource(simulation.state), identity: identity)
    if !isInterrupted { policy.end(at: simulation.now, metrics: report.metrics) }
    if let problem = policy.problem, !isInterrupted {
      return complain(of: problem, from: path, &progress, terminal)
    }
    report.policy = policy.record(podsLeft: isInterrupted ? 0 : podsLeft)
    let digest = try write(report, to: folder, with: decisions)
    try changes?.finish()
    progress.finish()
    if !isQuiet { show(report, digest, configuration, in: folder, terminal) }
    if isInterrupted, let signal = Interruption.requested {
      terminal.complain("wavetank: interrupted; the reports of \(folder) are incomplete")
      return signal.exitCode
    }
    return judge(report, of: configuration.name, terminal)
  }

  /// Shows the figures of a run, unless standard output is its policy's, and what is odd about it.
  private func show(
    _ report: RunReport, _ digest: RecordingDigest, _ configuration: SimulationConfiguration,
    in folder: String, _ terminal: Terminal
  ) {
    if policySource != .standardStreams {
      let summary = HumanSummary(report, digest, configuration)
      summary.show(folder: folder, isVerbose: isVerbose, terminal)
    }
    for warning in report.warnings {
      terminal.complain("\(configuration.name): warning: \(warning)")
    }
  }

  /// Tells which expectations do not hold, and how the program ends for it.
  private func judge(
    _ report: RunReport, of name: String, _ terminal: Terminal
  ) -> ExitCode {
    for result in report.expectations where !result.holds {
      terminal.complain("\(name): error: an expectation does not hold: \(result)")
    }
    return report.keepsExpectations ? .done : .expectationBroken
  }

  /// Says how the run has failed, if it has: by its policy, by a broken invariant, or by time that
  /// stands still.
  private func failure(
    of simulation: borrowing Simulation, _ policy: PolicySeat,
    in configuration: SimulationConfiguration, from path: String,
    _ progress: inout ProgressLine, _ terminal: Terminal
  ) -> ExitCode? {
    if let problem = policy.problem, Interruption.requested == nil {
      return complain(of: problem, from: path, &progress, terminal)
    }
    if let violation = simulation.violation {
      progress.finish()
      complain(of: violation, in: configuration, from: path, terminal)
      return .brokenInvariant
    }
    if let standstill = simulation.standstill {
      progress.finish()
      terminal.complain("\(path): error: \(standstill)")
      return .badInput
    }
    return nil
  }

  /// Ends a run that cannot go on without its policy; no report is left.
  private func complain(
    of problem: PolicyProblem, from path: String, _ progress: inout ProgressLine,
    _ terminal: Terminal
  ) -> ExitCode {
    progress.finish()
    terminal.complain("\(path): error: \(problem)")
    return .policyFailed
  }

  /// Says at once that an interruption was heard: the reports of a large run take a moment.
  private func answerInterruption(at time: SimulationTime, _ terminal: Terminal) {
    terminal.complain(
      "wavetank: interrupted at \(time.secondsText(decimals: 1)) s; writing the reports so far; "
        + "once more leaves them out")
  }

  private func write(
    _ report: RunReport, to folder: String, with decisions: DecisionsFile?
  ) throws(ReportWritingError) -> RecordingDigest {
    guard let decisions else { return try report.write(to: folder, withPage: writesPage) }
    return try report.write(with: decisions, withPage: writesPage)
  }

  /// The change log, if it was asked for.
  private func changesFile(
    beside folder: String, inputs: [String], of scenario: String
  ) throws(ReportWritingError) -> ChangesFile? {
    guard let changesPath else { return nil }
    // Files that a scenario names lie where it lies.
    let place = scenario.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let beside = inputs.map { (place + [Substring($0)]).joined(separator: "/") }
    if let problem = ChangesFile.problem(
      at: changesPath, inputs: inputs + beside, folder: folder)
    {
      throw ReportWritingError(path: changesPath, reason: problem)
    }
    return try ChangesFile(at: changesPath)
  }

  /// Goes on to the end of the run, to an interruption, or to where its policy fails.
  private func follow(
    _ simulation: inout Simulation, _ policy: inout PolicySeat, _ decisions: DecisionsFile?,
    _ changes: ChangesFile?, _ progress: inout ProgressLine, _ terminal: Terminal
  ) throws(ReportWritingError) {
    if decisions != nil, policy.isAsked, !isQuiet {
      terminal.complain(
        "\(simulation.state.configuration.name): warning: the policy gives no verdicts or "
          + "scores, so decisions.csv has none; policy.jsonl has its answers")
    }
    var pacing = Pacing()
    while policy.problem == nil, Interruption.requested == nil,
      try advance(&simulation, decisions, pacing.eventCount)
    {
      policy.answer(&simulation, isQuiet ? nil : terminal)
      pacing.adapt()
      try changes?.append(simulation.takeChanges())
      progress.update(now: simulation.now, eventCount: simulation.eventCount)
    }
  }

  /// Goes on for a while, writing down decisions as they are made; false at the end of the run.
  private func advance(
    _ simulation: inout Simulation, _ decisions: DecisionsFile?, _ eventCount: Int
  ) throws(ReportWritingError) -> Bool {
    guard let decisions else { return simulation.run(events: eventCount) }
    for _ in 0..<eventCount where Interruption.requested == nil {
      let goesOn = simulation.run(events: 1)
      if simulation.question != nil { return true }
      for attempt in simulation.takeExplanations() {
        try decisions.append(attempt, simulation.state.cluster)
      }
      if !goesOn { return false }
    }
    return true
  }
}
