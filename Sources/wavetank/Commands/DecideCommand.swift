import DecisionCases
import Foundation
import KubernetesObjects
import StructuredText

/// `wavetank decide`: cases in, decisions out, one JSON line each.
struct DecideCommand: Command {
  static let syntax = CommandSyntax(
    name: "decide", summary: "Answer scheduling cases, one JSON line each.", operands: "[FILE|-]",
    operandCount: 0...1,
    explanation: "Reads cases, one JSON document a line, and writes what the scheduler of that "
      + "version decides.",
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
    let handle: FileHandle
    if file == "-" {
      handle = .standardInput
    } else if let opened = FileHandle(forReadingAtPath: file) {
      handle = opened
    } else {
      terminal.complain("\(file): error: there is no file \(file)")
      return .inputMissing
    }
    let cases = DecisionCases(era: era, file: file)
    var number = 0
    var rest: [UInt8] = []
    while let chunk = try? handle.read(upToCount: 1 << 20), !chunk.isEmpty {
      rest += chunk
      var start = 0
      while let end = rest[start...].firstIndex(of: 0x0A) {
        number += 1
        answer(Array(rest[start..<end]), number, cases)
        start = end + 1
      }
      rest.removeFirst(start)
    }
    if !rest.isEmpty { answer(rest, number + 1, cases) }
    return .done
  }

  private func answer(_ line: [UInt8], _ number: Int, _ cases: DecisionCases) {
    let isBlank = line.allSatisfy { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }
    if isBlank { return }
    try? FileHandle.standardOutput.write(
      contentsOf: Data(cases.answer(line, number: number) + [0x0A]))
  }
}
