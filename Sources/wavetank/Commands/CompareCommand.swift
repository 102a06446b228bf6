import ClusterSimulation
import Experiments
import KubernetesObjects
import RunReports
import ScenarioFiles
import SimulationEngine
import StructuredText

/// `wavetank compare`: what differs between scenarios under equal seeds, by how much and from when.
struct CompareCommand: Command {
  static let syntax = CommandSyntax(
    name: "compare", summary: "Say what differs between scenarios, by how much and from when.",
    operands: "SCENARIO…", operandCount: 1...20,
    explanation: """
      Runs every scenario under each seed and compares the first with each other one: the means of
      every figure, the difference paired by seed with its 95 % interval by Student's t and by
      bootstrap, and which is better where the interval leaves no doubt. Then it says in which
      change of an object the runs of the first seed part. With --vary one scenario is compared
      with itself under other values.
      """,
    options: [
      .value("seeds", "N", "So many seeds from the scenario's on, or a range such as 1..20; 1."),
      .value("vary", "KEY=A,B…", "Compare the values of one key of a single scenario."),
      .value("jobs", "N", "Run so many at once; 1 unless said."),
      .value("format", "FORMAT", "table or json; json is always whole."),
      .flag("all", "Show figures that do not differ, too."),
    ] + ScenarioOptions.syntax,
    examples: [
      (
        "wavetank compare before.yaml after.yaml --seeds 20 --jobs 2",
        "Compares two plans under twenty seeds."
      ),
      (
        "wavetank compare Scenarios/node-failure.yaml --vary nodeMonitorGracePeriod=40s,20s",
        "Says what another setting would change."
      ),
    ])

  private let scenarios: [String]
  private let vary: (key: String, values: [String])?
  private let seeds: String
  private let jobs: Int
  private let isJSON: Bool
  private let showsAll: Bool
  private let options: ScenarioOptions

  init(_ arguments: ParsedArguments) throws(UsageError) {
    scenarios = arguments.operands
    options = try ScenarioOptions(arguments, of: "compare")
    seeds = try arguments.seeds(of: "compare")
    jobs = try arguments.jobs(of: "compare")
    vary = try Self.vary(arguments)
    if vary == nil, scenarios.count < 2 {
      throw UsageError("expected two scenarios, or one with --vary", "compare")
    }
    if vary != nil, scenarios.count > 1 {
      throw UsageError("--vary goes with a single scenario", "compare")
    }
    showsAll = arguments.isGiven("all")
    isJSON = try arguments.wantsJSON(of: "compare")
  }

  private static func vary(
    _ arguments: ParsedArguments
  ) throws(UsageError) -> (key: String, values: [String])? {
    guard let text = arguments.value("vary") else { return nil }
    let (key, values) = try ParsedArguments.axis(text, of: "compare")
    guard values.count > 1, !values.contains("") else {
      throw UsageError("--vary: expected two values or more, found \(text)", "compare")
    }
    return (key, values)
  }

  /// One of the scenarios that are compared.
  private struct Variant {
    let name: String
    let path: String
    let options: ScenarioOptions
  }

  private var variants: [Variant] {
    guard let vary else {
      return scenarios.map { Variant(name: $0, path: $0, options: options) }
    }
    return vary.values.map { value in
      var options = options
      options.assignments.append(Assignment(key: vary.key, value: value))
      return Variant(name: "\(vary.key)=\(value)", path: scenarios[0], options: options)
    }
  }

  func run(_ terminal: Terminal) -> ExitCode {
    do throws(ScenarioFailure) {
      return try compare(terminal)
    } catch {
      for diagnostic in error.diagnostics { terminal.complain("\(diagnostic)") }
      return error.isInputMissing ? .inputMissing : .badInput
    }
  }

  private func compare(_ terminal: Terminal) throws(ScenarioFailure) -> ExitCode {
    let variants = variants
    var base: [SimulationConfiguration] = []
    for variant in variants {
      let scenario = try Scenario.read(variant.path, options: variant.options)
      for warning in scenario.warnings { terminal.complain("\(warning)") }
      base.append(scenario.configuration)
    }
    let range = SeedRange(parsing: seeds, from: options.seed ?? base[0].seed)
    guard let range else { preconditionFailure("the seeds have been read before") }
    // Names that the API server draws derive from the seed: each run is read anew.
    var configurations: [SimulationConfiguration] = []
    for variant in variants {
      for seed in range.seeds {
        var options = variant.options
        options.seed = seed
        configurations.append(
          try Scenario.read(variant.path, options: options).configuration)
      }
    }
    let all = configurations
    let results = ThreadPool.map(all.count, threads: jobs) { ExperimentRun.figures(of: all[$0]) }
    var figures: [[SummaryFigure]] = []
    for (row, result) in results.enumerated() {
      switch result {
      case .success(let found): figures.append(found)
      case .failure(let failure):
        terminal.complain(
          "\(variants[row / range.count].name): error: seed \(range.seeds[row % range.count]): "
            + failure.message)
        return .badInput
      }
    }
    for other in variants.indices.dropFirst() {
      let start = other * range.count
      let comparison = Comparison(
        Array(figures[..<range.count]), Array(figures[start..<(start + range.count)]),
        seed: range.first)
      let first = firstDifference(all[0], all[start])
      let text = ComparisonText(
        comparison, names: (variants[0].name, variants[other].name), seeds: range, first: first)
      if isJSON {
        terminal.show(bytes: text.json)
      } else {
        if other > 1 { terminal.show("") }
        for line in text.lines(showsAll: showsAll) { terminal.show(line) }
      }
    }
    return .done
  }

  /// Where two runs part, the first pod that lands elsewhere, and what the schedulers said of it.
  private func firstDifference(
    _ a: SimulationConfiguration, _ b: SimulationConfiguration
  ) -> [String] {
    guard let first = FirstDifference.find(a, b) else {
      return ["no change of any object differs under seed \(a.seed)"]
    }
    var lines = [
      "first difference, under seed \(a.seed), at \(first.time.secondsText(decimals: 6)) s:",
      "  A  \(first.a.map(\.words) ?? "nothing more")",
      "  B  \(first.b.map(\.words) ?? "nothing more")",
    ]
    let placements = PlacementDifference(a, b)
    guard let move = placements.moves.first, let headline = placements.headline(seed: a.seed) else {
      lines.append("all \(placements.shared) pods that both place land on equal nodes")
      return lines
    }
    lines.append(headline)
    for (name, configuration, time) in [("A", a, move.a.time), ("B", b, move.b.time)] {
      let answer = PodInquiry(pod: move.pod, near: time).answer(configuration)
      guard case .explained(let attempt, let cluster) = answer else { continue }
      let text = ExplanationText(attempt, cluster, width: 100, showsAll: false) { text, _ in text }
      lines += text.lines.prefix(1).map { "  \(name)  \($0)" }
    }
    return lines
  }
}
