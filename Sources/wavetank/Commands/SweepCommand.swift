import ClusterSimulation
import Experiments
import RunReports
import ScenarioFiles
import SimulationEngine
import StructuredText

/// `wavetank sweep`: one scenario at many points of its parameters, under many seeds.
struct SweepCommand: Command {
  static let syntax = CommandSyntax(
    name: "sweep", summary: "Run a scenario at many points of its parameters, under many seeds.",
    operands: "SCENARIO", operandCount: 1...1,
    explanation: """
      Every --vary adds an axis to a grid; --points draws some of its points by chance, and --list
      takes points from a CSV file instead, whose first row names the keys. Every point runs under
      every seed. The folder of the output gets runs.csv, a row for each figure of each run, and
      digests.csv, a row for each run. A sweep that was killed goes on where it was when it is
      called again. With --shard only one part of the runs is done here; merge joins the parts. The
      exit code is 1 if an expectation of the scenario does not hold in every run.
      """,
    options: [
      .value(
        "vary", "KEY=A,B…", "An axis of the grid; may be repeated.", isRepeatable: true),
      .value("list", "FILE", "Points from a CSV file, one a row."),
      .value("points", "N", "So many points of the grid, drawn by chance."),
      .value("seeds", "N", "So many seeds from the scenario's on, or a range such as 1..20; 1."),
      .value("jobs", "N", "Run so many at once; 1 unless said."),
      .value("shard", "I/N", "Do only the Ith of N parts."),
      .value("output", "FOLDER", "Where to write; sweep unless said."),
      .flag("quiet", "Say nothing but problems."),
    ] + ScenarioOptions.syntax,
    examples: [
      (
        "wavetank sweep Scenarios/capacity-plan.yaml --vary nodePools.node.count=4,5,6 --seeds 20",
        "Tries three sizes of a cluster under twenty seeds."
      ),
      (
        "wavetank sweep plan.yaml --list points.csv --shard 3/8 --output part-3",
        "Does the third of eight parts of a list."
      ),
    ])

  private let scenario: String
  private let axes: [SweepPlan.Axis]
  private let list: String?
  private let sample: Int?
  private let seeds: String
  private let jobs: Int
  private let shard: SweepShard
  private let output: String
  private let isQuiet: Bool
  private let options: ScenarioOptions
  private let given: [String]

  init(_ arguments: ParsedArguments) throws(UsageError) {
    scenario = arguments.operands[0]
    guard scenario != "-" else {
      throw UsageError("a sweep reads its scenario many times: not from standard input", "sweep")
    }
    var options = try ScenarioOptions(arguments, of: "sweep")
    options.metricProblem = { MetricNames.problem(with: $0) }
    self.options = options
    given =
      arguments.values("set")
      + (arguments.value("until").map { ["until=\($0)"] } ?? [])
    axes = try Self.axes(arguments)
    list = arguments.value("list")
    sample = try arguments.number("points", upTo: SweepPlan.mostRuns, of: "sweep")
    if list != nil, !axes.isEmpty || sample != nil {
      throw UsageError("--list goes without --vary and --points", "sweep")
    }
    seeds = try arguments.seeds(of: "sweep")
    jobs = try arguments.jobs(of: "sweep")
    let text = arguments.value("shard")
    guard let shard = text.map({ SweepShard(parsing: $0) }) ?? .whole else {
      throw UsageError("--shard: expected I/N such as 3/8, found \(text ?? "")", "sweep")
    }
    self.shard = shard
    output = arguments.value("output") ?? "sweep"
    isQuiet = arguments.isGiven("quiet")
  }

  private static func axes(_ arguments: ParsedArguments) throws(UsageError) -> [SweepPlan.Axis] {
    var axes: [SweepPlan.Axis] = []
    for text in arguments.values("vary") {
      let (key, values) = try ParsedArguments.axis(text, of: "sweep")
      guard !values.contains(""), Set(values).count == values.count else {
        throw UsageError("--vary: expected values that differ, found \(text)", "sweep")
      }
      guard !axes.contains(where: { $0.key == key }) else {
        throw UsageError("--vary: \(key) is an axis already", "sweep")
      }
      axes.append(SweepPlan.Axis(key: key, values: values))
    }
    return axes
  }

  func run(_ terminal: Terminal) -> ExitCode {
    do throws(SweepStop) {
      return try sweep(terminal)
    } catch {
      for line in error.lines { terminal.complain(line) }
      return error.code
    }
  }

  private func sweep(_ terminal: Terminal) throws(SweepStop) -> ExitCode {
    let base = try read(options)
    guard let range = SeedRange(parsing: seeds, from: options.seed ?? base.configuration.seed)
    else { preconditionFailure("the seeds have been read before") }
    let plan = try plan(range, seed: base.configuration.seed)
    // Slips in a value show before the first run.
    for point in plan.points.indices {
      let scenario = try read(options(of: point * range.count, plan))
      if point == 0, !isQuiet {
        for warning in scenario.warnings { terminal.complain("\(warning)") }
      }
    }
    let folder: SweepFolder
    do throws(SweepFolder.Failure) {
      folder = try SweepFolder(at: output, plan, identity: identity(of: base, plan))
    } catch {
      throw SweepStop(error)
    }
    let due = (0..<plan.count).filter { shard.contains($0) && !folder.finished.contains($0) }
    let progress = SweepProgress(due.count, isShown: !isQuiet && terminal.isErrorTerminal, terminal)
    let problems = ThreadPool.map(due.count, threads: jobs) { row -> SweepStop? in
      do throws(SweepStop) {
        let run = try self.result(of: due[row], plan)
        do throws(SweepFolder.Failure) {
          try folder.keep(run, number: due[row])
        } catch {
          throw SweepStop(error)
        }
        progress.note(run)
        return nil
      } catch {
        return error
      }
    }
    progress.finish()
    if let problem = problems.lazy.compactMap({ $0 }).first { throw problem }
    do throws(SweepFolder.Failure) {
      let outcome = try folder.finish()
      if !isQuiet { for line in progress.summary(outcome, plan, output) { terminal.show(line) } }
      return outcome.broken == 0 ? .done : .expectationBroken
    } catch {
      throw SweepStop(error)
    }
  }

  private func result(of run: Int, _ plan: SweepPlan) throws(SweepStop) -> SweepRun {
    let configuration = try read(options(of: run, plan)).configuration
    switch SweepRun.result(of: configuration, run, of: plan) {
    case .success(let found): return found
    case .failure(let failure):
      let line = "\(scenario): error: run \(run), seed \(plan.seed(of: run)): \(failure.message)"
      throw SweepStop(lines: [line], code: .badInput)
    }
  }

  private func options(of run: Int, _ plan: SweepPlan) -> ScenarioOptions {
    var options = options
    options.seed = plan.seed(of: run)
    for (key, value) in zip(plan.keys, plan.values(of: run)) where !value.isEmpty {
      options.assignments.append(Assignment(key: key, value: value))
    }
    return options
  }

  private func read(_ options: ScenarioOptions) throws(SweepStop) -> Scenario {
    do throws(ScenarioFailure) {
      return try Scenario.read(scenario, options: options)
    } catch {
      throw SweepStop(
        lines: error.diagnostics.map { "\($0)" },
        code: error.isInputMissing ? .inputMissing : .badInput)
    }
  }

  private func plan(_ seeds: SeedRange, seed: UInt64) throws(SweepStop) -> SweepPlan {
    let listed = try list.map { path throws(SweepStop) in try SweepList.read(path) }
    do throws(SweepPlan.Problem) {
      if let (keys, points) = listed {
        return try SweepPlan(keys: keys, points: points, seeds: seeds)
      }
      return try SweepPlan(axes: axes, seeds: seeds, sample: sample, seed: seed)
    } catch {
      throw SweepStop(lines: ["wavetank: error: \(error.message)"], code: .badInput)
    }
  }

  /// What has to be equal for two parts to belong together, and for a sweep to go on.
  private func identity(of base: Scenario, _ plan: SweepPlan) -> [UInt8] {
    let inputs = base.inputs.map { input -> SyntaxValue in
      ["name": .string(input.name), "sha256": .string(input.digest)]
    }
    return JSONEmitter.bytes(
      of: [
        "wavetank": .string(Version.text), "scenario": .string(base.configuration.name),
        "inputs": .sequence(inputs), "options": .sequence(given.map { .string($0) }),
        "plan": plan.syntaxValue,
      ], layout: .indented)
  }
}
