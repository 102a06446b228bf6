import DecisionCases
import KubernetesObjects
import StructuredText

/// `wavetank decide`: cases in, decisions out, one JSON line each.
struct DecideCommand: Command {
  static let syntax = CommandSyntax(
    name: "decide", summary: "Answer scheduling cases, one JSON line each.", operands: "[FILE|-]",
    operandCount: 0...1,
    explanation: """
      Reads cases, one JSON document a line, and writes what the scheduler of that version decides.
      A line that cannot be read is answered by what is wrong with it, and the others go on; the
      exit code is then 65.
      """,
    options: [
      .value(
        "era", "VERSION",
        "The scheduler's version: \(Spelling.alternatives(DecisionEra.allCases.map(\.rawValue))).")
    ],
    examples: [
      ("wavetank decide --era v1.2 cases.jsonl", "Answers each line of the file."),
      ("gzip -dc cases.gz | wavetank decide --era v1.20 -", "Answers standard input."),
    ])

  private let era: DecisionEra
  private let file: String

  init(_ arguments: ParsedArguments) throws(UsageError) {
    let words = DecisionEra.allCases.map(\.rawValue)
    guard let text = arguments.value("era") else {
      throw UsageError("--era is required: \(Spelling.alternatives(words))", "decide")
    }
    guard let era = DecisionEra(rawValue: text) else {
      let hint = Spelling.nearest(to: text, among: words).map { "; did you mean \($0)?" } ?? ""
      throw UsageError(
        "--era: expected \(Spelling.alternatives(words)), found \(text)\(hint)", "decide")
    }
    self.era = era
    file = arguments.operands.first ?? "-"
  }

  func run(_ terminal: Terminal) -> ExitCode {
    let cases = DecisionCases(era: era, file: file)
    var number = 0
    var (count, unanswered) = (0, 0)
    do throws(InputLines.Failure) {
      var lines = try InputLines(file)
      while let line = try lines.next() {
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
    if unanswered > 0 {
      terminal.complain(
        "\(file): error: \(unanswered) of \(count) cases could not be read: their answers say why")
      return .badInput
    }
    return .done
  }
}
