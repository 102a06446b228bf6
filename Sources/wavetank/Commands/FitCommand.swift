import ClusterSimulation
import KubernetesObjects
import RunReports
import ScenarioFiles
import SimulationEngine
import StructuredText

/// `wavetank fit`: how many more pods of a template a cluster takes, and what stops the next.
struct FitCommand: Command {
  static let syntax = CommandSyntax(
    name: "fit", summary: "Say how many more pods fit, where, and what stops the next one.",
    operands: "SCENARIO --pod-template FILE", operandCount: 1...1,
    explanation: """
      Runs SCENARIO up to --at, or to its end, and then places pods like those of FILE one after
      another, as the scheduler of the run would, until one does not fit. FILE holds a Pod, or an
      object that makes pods; several are placed in turn. No pod is evicted for them, and no quota
      is asked. With --at-least the exit code is 1 if fewer fit.
      """,
    options: [
      .value(
        "pod-template", "FILE", "The pods, as a manifest; may be repeated.", isRepeatable: true),
      .value("at", "TIME", "When to look, such as 5m or 300s; at the end unless said."),
      .value("limit", "N", "Place no more than so many; 1000000 unless said."),
      .value("at-least", "N", "Fail with exit code 1 if fewer fit."),
      .value("format", "FORMAT", "table or json; json is always whole."),
      .flag("all", "Show every node in the table, not the first 20."),
    ] + ScenarioOptions.syntax,
    examples: [
      (
        "wavetank fit Scenarios/resource-exhaustion.yaml --pod-template pod.yaml",
        "Counts the pods that still fit at the end of the run."
      ),
      (
        "wavetank fit shop.yaml --pod-template web.yaml --pod-template db.yaml --at 0s",
        "Counts a mix on an imported cluster as it is."
      ),
    ])

  private let scenario: String
  private let templates: [String]
  private let time: SimulationTime?
  private let limit: Int
  private let least: Int?
  private let isJSON: Bool
  private let showsAll: Bool
  private let options: ScenarioOptions

  init(_ arguments: ParsedArguments) throws(UsageError) {
    scenario = arguments.operands[0]
    templates = arguments.values("pod-template")
    if templates.isEmpty {
      throw UsageError("--pod-template is required: --pod-template FILE", "fit")
    }
    var instant: SimulationTime?
    if let text = arguments.value("at") {
      let span = try SimulationDuration.parsing(text, of: "at", "fit")
      guard span >= .zero else {
        throw UsageError("--at: must not be earlier than the start, found \(text)", "fit")
      }
      instant = .zero.addingSaturating(span)
    }
    time = instant
    limit = try Self.count("limit", arguments) ?? 1_000_000
    least = try Self.count("at-least", arguments)
    isJSON = try arguments.wantsJSON(of: "fit")
    showsAll = arguments.isGiven("all")
    options = try ScenarioOptions(arguments, of: "fit")
  }

  private static func count(
    _ name: String, _ arguments: ParsedArguments
  ) throws(UsageError) -> Int? {
    guard let text = arguments.value(name) else { return nil }
    guard let count = Int(text), (1...10_000_000).contains(count) else {
      throw UsageError(
        "--\(name): expected a whole number from 1 to 10000000, found \(text)", "fit")
    }
    return count
  }

  func run(_ terminal: Terminal) -> ExitCode {
    do throws(ScenarioFailure) {
      let read = try Scenario.read(scenario, options: options)
      var pods: [(pod: Pod, file: String)] = []
      for file in templates {
        let found = try PodTemplateFile.read(file)
        for warning in found.warnings { terminal.complain("\(warning)") }
        pods += found.pods.map { ($0, file) }
      }
      return look(for: pods, in: read.configuration, terminal)
    } catch {
      for diagnostic in error.diagnostics { terminal.complain("\(diagnostic)") }
      return error.isInputMissing ? .inputMissing : .badInput
    }
  }

  private func look(
    for pods: [(pod: Pod, file: String)], in configuration: SimulationConfiguration,
    _ terminal: Terminal
  ) -> ExitCode {
    var simulation = Simulation(configuration)
    let end = min(time ?? .latest, configuration.ending.limit)
    if let time, time > configuration.ending.limit {
      terminal.complain(
        "\(scenario): error: --at: the run ends at "
          + "\(configuration.ending.limit.secondsText(decimals: 0)) s")
      return .badInput
    }
    simulation.run(until: end)
    if let standstill = simulation.standstill {
      terminal.complain("\(scenario): error: \(standstill)")
      return .badInput
    }
    do throws(FitProbe.Refusal) {
      let outcome = try simulation.fit(pods.map(\.pod), limit: limit)
      let names = pods.map { $0.pod.metadata.name.isEmpty ? $0.file : $0.pod.metadata.name }
      let answer = FitAnswer(outcome, names: names, at: time ?? simulation.now)
      if isJSON {
        terminal.show(bytes: answer.json)
      } else {
        for line in answer.lines(showsAll: showsAll) { terminal.show(line) }
      }
      return outcome.total < least ?? 0 ? .expectationBroken : .done
    } catch {
      terminal.complain(
        "\(pods[error.template].file): error: \(error.path): \(error.message)")
      return .badInput
    }
  }
}
