import DecisionCases
import KubernetesObjects
import StructuredText

/// `wavetank decide`: cases in, decisions or queueing hints out, one JSON line each.
struct DecideCommand: Command {
  static let syntax = CommandSyntax(
    name: "decide", summary: "Answer scheduling cases, one JSON line each.", operands: "[FILE|-]",
    operandCount: 0...1,
    explanation: """
      Reads cases, one JSON document a line, and writes what the scheduler of that version decides;
      with --hints, whether an event may help a pod that a plugin turned down.
      A line that cannot be read is answered by what is wrong with it, and the others go on; the
      exit code is then 65.
      """,
    options: [
      .value(
        "era", "VERSION",
        "The scheduler's version: \(Spelling.alternatives(DecisionEra.allCases.map(\.rawValue)))."),
      .value(
        "feature-gates", "NAME=BOOL,…",
        "Feature gates of that version; a case can set more in its member featureGates."),
      .flag(
        "hints",
        "Answer questions to queueing hints: of v1.34, or of v1.36 by --era."),
    ],
    examples: [
      ("wavetank decide --era v1.2 cases.jsonl", "Answers each line of the file."),
      ("wavetank decide --hints hints.jsonl", "Answers whether events wake waiting pods."),
      ("gzip -dc cases.gz | wavetank decide --era v1.20 -", "Answers standard input."),
    ])

  private let cases: DecisionCases
  private let file: String

  init(_ arguments: ParsedArguments) throws(UsageError) {
    file = arguments.operands.first ?? "-"
    guard !arguments.isGiven("hints") else {
      cases = DecisionCases(hintsIn: file, era: try Self.eraOfHints(arguments))
      return
    }
    guard let era = try Self.era(arguments, among: DecisionEra.allCases) else {
      let words = Spelling.alternatives(DecisionEra.allCases.map(\.rawValue))
      throw UsageError("--era is required: \(words)", "decide")
    }
    cases = DecisionCases(
      era: era, file: file,
      featureGates: try arguments.featureGates(of: "decide"))
    if let problem = cases.featureGateProblem {
      throw UsageError("--feature-gates: \(problem)", "decide")
    }
  }

  /// The version of queueing hints: v1.34 unless another is named that has some.
  private static func eraOfHints(_ arguments: ParsedArguments) throws(UsageError) -> DecisionEra {
    let eras = DecisionEra.allCases.filter { $0.version != nil }
    return try era(arguments, among: eras) ?? .v1_34
  }

  /// The version that is named; nil if none is.
  private static func era(
    _ arguments: ParsedArguments, among eras: [DecisionEra]
  ) throws(UsageError) -> DecisionEra? {
    guard let text = arguments.value("era") else { return nil }
    if let era = eras.first(where: { $0.rawValue == text }) { return era }
    if let era = DecisionEra.nearest(to: text), eras.contains(era) {
      throw UsageError(
        "--era: expected \(Spelling.alternatives(eras.map(\.rawValue))), found \(text); "
          + "did you mean \(era.rawValue)?", "decide")
    }
    throw UsageError.unknownWord(
      text, among: eras.map(\.rawValue), expected: "--era: expected", of: "decide")
  }

  func run(_ terminal: Terminal) -> ExitCode {
    var number = 0
    var (count, unanswered) = (0, 0)
    do throws(InputLines.Failure) {
      var lines = try InputLines(file)
      while terminal.outputFailure == nil, let line = try lines.next() {
        number += 1
        let answer: DecisionCases.Answer
        switch line {
        case .whole(let bytes) where bytes.allSatisfy({ [0x20, 0x0D, 0x09].contains($0) }): continue
        case .whole(let bytes): answer = cases.answer(to: bytes, number: number)
        case .tooLong:
          let limit = InputLines.lineBytes >> 20
          answer = cases.refusal("the line is longer than \(limit) MiB", number: number)
        }
        count += 1
        if !answer.isDecision { unanswered += 1 }
        terminal.show(bytes: answer.line + [0x0A])
      }
    } catch {
      terminal.complain("\(file): error: \(error.message)")
      return .inputMissing
    }
    if terminal.outputFailure != nil { return .cannotWrite }
    if unanswered > 0 {
      terminal.complain(
        "\(file): error: \(unanswered) of \(count) cases could not be read: their answers say why")
      return .badInput
    }
    return .done
  }
}
