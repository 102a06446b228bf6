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

  /// The answer to the case in `line`, whose number in the input is `number`; both without a line
  /// end.
  ///
  /// A case that cannot be read or answered gets the answer `{"id":…,"error":…}`, in which every
  /// problem of reading stands with its place.
  public func answer(_ line: [UInt8], number: Int) -> [UInt8] {
    let root: SyntaxNode
    do throws(DiagnosticList) {
      root = try JSONReader.read(line, file: file, line: number)
    } catch {
      return failure(id: nil, error.description)
    }
    let id = root["id"].flatMap { $0.kind == .scalar ? $0.text : nil }
    var decoder = ObjectDecoder(root)
    let question = DecisionCase.decode(from: &decoder)
    guard let question, decoder.diagnostics.isEmpty else {
      return failure(id: id, decoder.diagnostics.map(\.description).joined(separator: "\n"))
    }
    do throws(DecisionProblem) {
      return try answer(question)
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

  private func failure(id: String?, _ message: String) -> [UInt8] {
    var line = JSONLine()
    line.object { line in
      if let id { line.member("id", id) }
      line.member("error", message)
    }
    return line.bytes
  }
}
