import ClusterSimulation
import ClusterViews
import RunReports
import ScenarioFiles
import SimulationEngine

/// `wavetank step`: a run on the full screen, moved through by keys.
struct StepCommand: Command {
  static let syntax = CommandSyntax(
    name: "step", summary: "Step through a run on the full screen.", operands: "SCENARIO",
    operandCount: 1...1,
    explanation: """
      Shows nodes with their pods and how much of them is requested, and events beside them, at any
      instant of the run. The cursor keys, n and p move through time, Space plays, e explains the
      selected pod, / finds a name, ? shows every key, q quits.
      """,
    options: [
      .value("at", "TIME", "Begin at this time, such as 6m, and not at the start.")
    ] + ScenarioOptions.syntax,
    examples: [
      ("wavetank step Scenarios/node-failure-modern.yaml", "Steps through the death of a node."),
      (
        "wavetank step Scenarios/rolling-update.yaml --at 2m",
        "Begins where the update does."
      ),
    ])

  private let scenario: String
  private let start: SimulationTime
  private let options: ScenarioOptions

  init(_ arguments: ParsedArguments) throws(UsageError) {
    scenario = arguments.operands[0]
    options = try ScenarioOptions(arguments, of: "step")
    let span = try arguments.value("at").map { (text) throws(UsageError) in
      try SimulationDuration.parsing(text, of: "at", "step")
    }
    guard span.map({ $0 >= .zero }) ?? true else {
      throw UsageError("--at: must not be earlier than the start", "step")
    }
    start = .zero.addingSaturating(span ?? .zero)
  }

  func run(_ terminal: Terminal) -> ExitCode {
    guard terminal.isOutputTerminal, terminal.isInputTerminal else {
      terminal.complain(
        "wavetank: step needs a terminal; wavetank get and wavetank events --at show an instant")
      return .usage
    }
    let read: Scenario
    do throws(ScenarioFailure) {
      read = try Scenario.read(scenario, options: options)
    } catch {
      for diagnostic in error.diagnostics { terminal.complain("\(diagnostic)") }
      return error.isInputMissing ? .inputMissing : .badInput
    }
    var configuration = read.configuration
    configuration.recordsEvents = true
    var progress = ProgressLine(
      configuration.name, limit: configuration.ending.limit, isShown: terminal.isErrorTerminal,
      terminal)
    let timeline = StepTimeline(configuration) { progress.update(now: $0, eventCount: $1) }
    progress.finish()
    if let standstill = timeline.standstill {
      terminal.complain("\(scenario): error: \(standstill)")
      return .badInput
    }
    guard RawTerminal.enter() else {
      terminal.complain("wavetank: step needs a terminal whose keys can be read one by one")
      return .usage
    }
    defer { RawTerminal.leave() }
    return StepLoop(timeline, configuration, at: start, terminal).run()
  }
}
