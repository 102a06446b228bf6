import ClusterSimulation
import ClusterState
import KubernetesObjects
import RunReports
import ScenarioFiles
import SimulationEngine
import StructuredText

/// `wavetank explain`: why a pod was placed where it was, and why not elsewhere.
struct ExplainCommand: Command {
  /// How the answer is written.
  enum Format: String, CaseIterable {
    case table
    case json
    case csv
  }

  static let syntax = CommandSyntax(
    name: "explain", summary: "Say why a pod was placed where it was, or why it waits.",
    operands: "SCENARIO --pod NAME", operandCount: 1...1,
    explanation: """
      Makes the run of SCENARIO again and explains one attempt to schedule the pod: who turned down
      which node, every score, the choice, and for each node that was turned down the smallest
      change with which the pod would fit there. The attempt is the pod's last: the one that placed
      it, or the latest that could not. With --at it is the attempt nearest to that time, the
      earlier of two that are equally near.
      """,
    options: [
      .value("pod", "NAME", "The pod, as name or namespace/name."),
      .value("at", "TIME", "Explain the attempt nearest to this time, such as 5m or 300s."),
      .value("format", "FORMAT", "table, json or csv; json and csv are always whole."),
      .flag("all", "Show every node in the tables, not the first 20."),
      .flag(
        "quiz", "Ask where the pod goes before telling it; the answer comes from standard input."),
    ] + ScenarioOptions.syntax,
    examples: [
      (
        "wavetank explain Scenarios/resource-exhaustion.yaml --pod giant",
        "Says why the pod waits, and what each node lacks."
      ),
      (
        "wavetank explain Scenarios/resource-exhaustion.yaml --pod giant --at 2m --format json",
        "Explains an earlier attempt, for a program."
      ),
      (
        "wavetank run Scenarios/node-failure.yaml && grep web Reports/node-failure/scheduling.csv",
        "Finds the names of pods that controllers made, and when they were tried."
      ),
    ])

  private let scenario: String
  private let inquiry: PodInquiry
  private let time: String?
  private let format: Format
  private let showsAll: Bool
  private let asksFirst: Bool
  private let options: ScenarioOptions

  init(_ arguments: ParsedArguments) throws(UsageError) {
    scenario = arguments.operands[0]
    guard let pod = arguments.value("pod"), !pod.isEmpty else {
      throw UsageError("--pod is required: --pod NAME", "explain")
    }
    time = arguments.value("at")
    var instant: SimulationTime?
    if let time {
      let span = try SimulationDuration.parsing(time, of: "at", "explain")
      guard span >= .zero else {
        throw UsageError("--at: must not be earlier than the start, found \(time)", "explain")
      }
      instant = .zero.addingSaturating(span)
    }
    inquiry = PodInquiry(pod: pod, near: instant)
    let words = Format.allCases.map(\.rawValue)
    let word = arguments.value("format") ?? "table"
    guard let format = Format(rawValue: word) else {
      throw UsageError.unknownWord(
        word, among: words, expected: "--format: expected", of: "explain")
    }
    self.format = format
    showsAll = arguments.isGiven("all")
    asksFirst = arguments.isGiven("quiz")
    if asksFirst, format != .table {
      throw UsageError("--quiz is for people; it goes with the format table", "explain")
    }
    options = try ScenarioOptions(arguments, of: "explain")
  }

  func run(_ terminal: Terminal) -> ExitCode {
    let read: Scenario
    do throws(ScenarioFailure) {
      read = try Scenario.read(scenario, options: options)
    } catch {
      for diagnostic in error.diagnostics { terminal.complain("\(diagnostic)") }
      return error.isInputMissing ? .inputMissing : .badInput
    }
    let configuration = read.configuration
    let limit = configuration.ending.limit
    if let instant = inquiry.time, instant > limit {
      terminal.complain(
        "\(scenario): error: --at \(time ?? ""): expected a time within the run, which ends at "
          + "\(limit.secondsText(decimals: 3)) s")
      return .badInput
    }
    var progress = ProgressLine(
      configuration.name, limit: limit, isShown: terminal.isErrorTerminal,
      terminal)
    let answer = inquiry.answer(configuration) { time, count in
      progress.update(now: time, eventCount: count)
    }
    progress.finish()
    // What was passed over in the scenario may be why the pod is not there.
    if case .unknown = answer {
      for warning in read.warnings { terminal.complain("\(warning)") }
    }
    return show(answer, of: configuration.name, terminal)
  }

  private func show(
    _ answer: PodInquiry.Answer, of name: String, _ terminal: Terminal
  ) -> ExitCode {
    switch answer {
    case .explained(let attempt, let cluster):
      if asksFirst { ask(DecisionQuiz(attempt, cluster), terminal) }
      show(attempt, cluster, terminal)
      return .done
    case .notTried(let pod, let reason, let cluster):
      let text = UntriedText(pod, reason, cluster)
      switch format {
      case .table: terminal.show(text.line)
      case .json: terminal.show(bytes: text.json)
      case .csv: terminal.show(bytes: text.csv)
      }
      return .done
    case .notCreatedYet(let pod, let created, let cluster):
      terminal.complain(
        "\(scenario): error: --at \(time ?? ""): expected a time from the creation of "
          + "\(cluster.qualifiedName(of: pod)) on, at \(created.secondsText(decimals: 3)) s")
    case .unknown(let cluster):
      let similar = inquiry.similarNames(in: cluster)
      let hint =
        similar.isEmpty
        ? "the run has \(cluster.pods.count) pods; Reports/\(name)/pods.csv lists them"
        : "did you mean \(Spelling.alternatives(similar))?"
      terminal.complain(
        "\(scenario): error: expected --pod to name a pod of the run, found "
          + "\(inquiry.text); \(hint)")
    case .ambiguous(let names):
      terminal.complain(
        "\(scenario): error: --pod \(inquiry.text) is in several namespaces: "
          + "expected \(Spelling.alternatives(names))")
    case .endless(let standstill): terminal.complain("\(scenario): error: \(standstill)")
    }
    return .badInput
  }

  private func ask(_ quiz: DecisionQuiz, _ terminal: Terminal) {
    for line in quiz.question { terminal.show(line) }
    terminal.show(quiz.verdict(on: readLine()) + "\n")
  }

  private func show(
    _ attempt: AttemptExplanation, _ cluster: ClusterState, _ terminal: Terminal
  ) {
    let document = ExplanationDocument(attempt, cluster)
    switch format {
    case .json: terminal.show(bytes: document.json)
    case .csv: terminal.show(bytes: document.csv)
    case .table:
      let text = ExplanationText(
        attempt, cluster, width: terminal.width, showsAll: showsAll
      ) { text, emphasis in
        terminal.styled(text, Terminal.Style(emphasis))
      }
      for line in text.lines { terminal.show(line) }
    }
  }
}

extension Terminal.Style {
  fileprivate init(_ emphasis: ExplanationText.Emphasis) {
    switch emphasis {
    case .headline: self = .bold
    case .good: self = .green
    case .bad: self = .red
    case .faint: self = .dim
    }
  }
}
