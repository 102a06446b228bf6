import KubernetesObjects
import StructuredText

/// Answers questions to the scheduler of a version: one case a line of JSON, one answer a line.
///
/// A case holds a cluster, a configuration or policy, and a pod or a sequence of steps; the answer
/// tells everything about the decision, in the format of the recorded decisions of the real
/// schedulers. Cases do not know of each other.
public struct DecisionCases: Sendable {
  /// The version whose scheduler answers.
  public let era: DecisionEra
  /// The name of the input, for the places of problems.
  public let file: String

  /// Whether the allocation of devices takes part in v1.34, as it does by default; without it the
  /// messages read as in the versions before.
  public let hasDynamicResources: Bool

  /// Cases of `file` for the scheduler of `era`.
  public init(era: DecisionEra, file: String, hasDynamicResources: Bool = true) {
    self.era = era
    self.file = file
    self.hasDynamicResources = hasDynamicResources
  }

  /// What a case is answered by.
  public struct Answer: Sendable {
    /// One line of JSON, without a line end.
    public let line: [UInt8]
    /// Whether the case was decided; if not, the line says why.
    public let isDecision: Bool
  }

  /// The answer to the case in `line`, whose number in the input is `number`; both without a line
  /// end.
  ///
  /// A case that cannot be read or answered gets the answer `{"id":…,"error":…}`, in which every
  /// problem of reading stands with its place.
  public func answer(to line: [UInt8], number: Int) -> Answer {
    let root: SyntaxNode
    do throws(DiagnosticList) {
      root = try JSONReader.read(line, file: file, line: number)
    } catch {
      return failure(id: nil, error.diagnostics.map { located($0, number) }.joined(separator: "\n"))
    }
    let id = root["id"].flatMap { $0.kind == .scalar ? $0.text : nil }
    var decoder = ObjectDecoder(root)
    let question = DecisionCase.decode(from: &decoder)
    guard let question, decoder.diagnostics.isEmpty else {
      return failure(id: id, decoder.diagnostics.map(\.description).joined(separator: "\n"))
    }
    do throws(DecisionProblem) {
      return Answer(line: try answer(question), isDecision: true)
    } catch {
      return failure(id: id, root.diagnostic(.error, error.message).description)
    }
  }

  private func answer(_ question: DecisionCase) throws(DecisionProblem) -> [UInt8] {
    switch era {
    case .v1_34: try ModernAnswer.line(to: question, hasDynamicResources: hasDynamicResources)
    case .v1_20: try ClassicAnswer.line(to: question, era: .v1_20, view: era)
    case .v1_2: try ClassicAnswer.line(to: question, era: .v1_2, view: era)
    }
  }

  /// The answer to a line, whose number is `number`, that was not even read, because of `message`.
  public func refusal(_ message: String, number: Int) -> Answer {
    failure(
      id: nil, located(Diagnostic(.error, file: file, location: nil, message: message), number))
  }

  /// The problem with its place: where it is of the text as a whole, the start of its line.
  private func located(_ problem: Diagnostic, _ number: Int) -> String {
    guard problem.location == nil else { return problem.description }
    return Diagnostic(
      problem.severity, file: file, location: SourceLocation(line: number, column: 1),
      message: problem.message
    ).description
  }

  private func failure(id: String?, _ message: String) -> Answer {
    var line = JSONLine()
    line.object { line in
      if let id { line.member("id", id) }
      line.member("error", message)
    }
    return Answer(line: line.bytes, isDecision: false)
  }
}
