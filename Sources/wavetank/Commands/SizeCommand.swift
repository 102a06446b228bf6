import ClusterSimulation
import Experiments
import RunReports
import ScenarioFiles
import SimulationEngine
import StructuredText

/// `wavetank size`: how many nodes a scenario needs.
struct SizeCommand: Command {
  static let syntax = CommandSyntax(
    name: "size", summary: "Say how many nodes a scenario needs for what must hold.",
    operands: "SCENARIO", operandCount: 1...1,
    explanation: """
      Runs SCENARIO with other numbers of nodes in a pool until the fewest are found with which all
      holds: what --while-holding says, or else what the scenario expects, or else that no pod
      waits. The answer is for the load of now, with --growth also for so many times that load, and
      with --lose for a cluster that has lost any zone, any node, or N nodes of any pool before the
      first pod comes. The fewest nodes were run, and a node less too. Of two pools the cheapest
      pair is taken: by price if both have one, else by number. Growth multiplies the replicas of
      controllers and the rates of generators, not bare pods and traces. The exit code is 1 if
      something is not reachable.
      """,
    options: [
      .value("pool", "POOL", "The pool to size; may be repeated once.", isRepeatable: true),
      .value(
        "while-holding", "CLAUSE", "What must hold, such as 'pods.pending = 0'; may be repeated.",
        isRepeatable: true),
      .value("growth", "FACTOR", "Answer for so many times the load, too: 1.6."),
      .value("lose", "WHAT", "Answer for the loss of any zone, any node, or N nodes, too."),
      .value(
        "at-most", "N", "Try no more nodes of a pool; four times those of now and 16 unless said."),
      .value("jobs", "N", "Run so many at once; 1 unless said."),
      .value("format", "FORMAT", "table or json."),
    ] + ScenarioOptions.syntax,
    examples: [
      (
        "wavetank size Scenarios/capacity-plan.yaml --pool general --growth 1.6",
        "Says how many nodes today's load needs, and 1.6 times that."
      ),
      (
        "wavetank size shop.yaml --pool general --pool memory --while-holding 'pods.pending = 0' "
          + "--lose zone",
        "Takes the cheapest mix of two pools that stands the loss of any zone."
      ),
    ])

  private let scenario: String
  private let pools: [String]
  private let clauses: [HoldingClause]
  private let growthThousandths: Int64
  private let loss: SizingLoss
  private let mostNodes: Int?
  private let jobs: Int
  private let isJSON: Bool
  private let options: ScenarioOptions

  /// What must hold if nobody says anything.
  private static let usual = "pods.pending = 0"

  init(_ arguments: ParsedArguments) throws(UsageError) {
    scenario = arguments.operands[0]
    pools = arguments.values("pool")
    guard (1...2).contains(pools.count), Set(pools).count == pools.count else {
      throw UsageError("--pool: expected one pool or two that differ", "size")
    }
    var clauses: [HoldingClause] = []
    for text in arguments.values("while-holding") {
      clauses.append(try HoldingClause(parsing: text, of: "size"))
    }
    self.clauses = clauses
    growthThousandths = try Self.growth(arguments)
    let lost = arguments.value("lose")
    guard let loss = lost.map({ SizingLoss(parsing: $0) }) ?? .nothing else {
      throw UsageError(
        "--lose: expected zone, node or a number of nodes, found \(lost ?? "")", "size")
    }
    self.loss = loss
    mostNodes = try arguments.number("at-most", upTo: 100_000, of: "size")
    jobs = try arguments.jobs(of: "size")
    isJSON = try arguments.wantsJSON(of: "size")
    var options = try ScenarioOptions(arguments, of: "size")
    options.metricProblem = { MetricNames.problem(with: $0) }
    self.options = options
  }

  private static func growth(_ arguments: ParsedArguments) throws(UsageError) -> Int64 {
    guard let text = arguments.value("growth") else { return 1000 }
    guard let millionths = HoldingClause.millionths(text), millionths % 1000 == 0,
      (1_000...1_000_000_000).contains(millionths)
    else {
      throw UsageError(
        "--growth: expected a factor from 0.001 to 1000 of three decimals, found \(text)", "size")
    }
    return millionths / 1000
  }

  func run(_ terminal: Terminal) -> ExitCode {
    do throws(ScenarioFailure) {
      let read = try Scenario.read(scenario, options: options)
      for warning in read.warnings { terminal.complain("\(warning)") }
      return size(read.configuration, terminal)
    } catch {
      for diagnostic in error.diagnostics { terminal.complain("\(diagnostic)") }
      return error.isInputMissing ? .inputMissing : .badInput
    }
  }

  private func size(_ read: SimulationConfiguration, _ terminal: Terminal) -> ExitCode {
    var configuration = read
    let expectations = expectations(of: read)
    configuration.expectations = expectations.map(\.expectation)
    // Neither events nor samples of single nodes matter to the figures.
    configuration.recordsEvents = false
    configuration.samplesNodes = false
    var numbers: [Int] = []
    for pool in pools {
      let names = configuration.nodePools.map(\.name)
      guard let number = names.firstIndex(of: pool) else {
        let hint =
          Spelling.nearest(to: pool, among: names).map { "; did you mean \($0)?" }
          ?? "; expected \(Spelling.alternatives(names))"
        terminal.complain("\(scenario): error: --pool: there is no pool \(pool)\(hint)")
        return .badInput
      }
      numbers.append(number)
    }
    let now = numbers.map { configuration.size(ofPool: $0) }.max() ?? 0
    var question = ClusterSizing.Question(
      configuration, pools: numbers, mostNodes: mostNodes ?? 4 * now + 16)
    question.jobs = jobs
    var answers: [SizingText.Answer] = []
    do throws(ExperimentRun.Failure) {
      for (title, thousandths, loss) in questions {
        question.growthThousandths = thousandths
        question.loss = loss
        let (needs, runs) = try ClusterSizing.answer(question)
        answers.append(SizingText.Answer(title, needs, runCount: runs))
      }
    } catch {
      terminal.complain("\(scenario): error: \(error.message)")
      return .badInput
    }
    let text = SizingText(answers, expecting: expectations.map(\.text))
    if isJSON {
      terminal.show(bytes: text.json)
    } else {
      for line in text.lines { terminal.show(line) }
    }
    let isReachable = answers.allSatisfy { $0.needs.allSatisfy { $0.need != nil } }
    return isReachable ? .done : .expectationBroken
  }

  /// What must hold, with its words: the clauses, else what the scenario says, else the usual.
  private func expectations(
    of read: SimulationConfiguration
  ) -> [(expectation: Expectation, text: String)] {
    if !clauses.isEmpty { return clauses.map { ($0.expectation, $0.text) } }
    if !read.expectations.isEmpty {
      return read.expectations.map { ($0, ExpectationResult.words(of: $0)) }
    }
    guard let usual = try? HoldingClause(parsing: Self.usual, of: "size") else {
      preconditionFailure("the usual clause is one")
    }
    return [(usual.expectation, usual.text)]
  }

  /// What is asked, one after the other.
  private var questions: [(title: String, thousandths: Int64, loss: SizingLoss)] {
    var questions: [(title: String, thousandths: Int64, loss: SizingLoss)] = [
      ("today", 1000, .nothing)
    ]
    let load = "\(Ratio.shortText(growthThousandths * 1000)) times the load"
    if growthThousandths != 1000 { questions.append(("at \(load)", growthThousandths, .nothing)) }
    let what: String
    switch loss {
    case .nothing: return questions
    case .zone: what = "without the worst zone"
    case .nodes(1): what = "without the worst node"
    case .nodes(let count): what = "without \(count) nodes"
    }
    let title = growthThousandths == 1000 ? what : "at \(load), \(what)"
    questions.append((title, growthThousandths, loss))
    return questions
  }
}
