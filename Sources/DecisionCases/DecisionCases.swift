import KubernetesObjects
import Scheduling
import StructuredText

/// Answers questions to the scheduler of a version: one case a line of JSON, one answer a line.
///
/// A case of a decision holds a cluster, a configuration or policy, and a pod or a sequence of
/// steps; the answer tells everything about the decision. A case of a queueing hint holds a plugin,
/// an event and a pod that waits; the answer is whether the event may help. The formats are those
/// of the recorded answers of the real schedulers. Cases do not know of each other.
package struct DecisionCases: Sendable {
  /// Whether the cases are about queueing hints, and not about decisions.
  package let isAboutHints: Bool
  /// The version whose scheduler answers.
  package let era: DecisionEra
  /// The name of the input, for the places of problems.
  package let file: String

  /// Whether the allocation of devices takes part in v1.34, as it does by default; without it the
  /// messages read as in the versions before.
  package let hasDynamicResources: Bool

  /// The feature gates that are set, by name; a case can set more.
  package let featureGates: [(name: String, isOn: Bool)]

  /// Cases of `file` for the scheduler of `era`.
  package init(
    era: DecisionEra, file: String, hasDynamicResources: Bool = true,
    featureGates: [(name: String, isOn: Bool)] = []
  ) {
    isAboutHints = false
    self.era = era
    self.file = file
    self.hasDynamicResources = hasDynamicResources
    self.featureGates = featureGates
  }

  /// Cases of `file` about queueing hints of `era`, which has the scheduling framework.
  package init(hintsIn file: String, era: DecisionEra = .v1_34) {
    precondition(era.version != nil, "queueing hints came with the scheduling framework")
    isAboutHints = true
    self.era = era
    self.file = file
    hasDynamicResources = true
    featureGates = []
  }

  /// What is wrong with the names of the feature gates; nil if nothing is.
  package var featureGateProblem: String? {
    do throws(DecisionProblem) {
      _ = try gates(featureGates)
      return nil
    } catch {
      return error.message
    }
  }

  /// What a case is answered by.
  package struct Answer: Sendable {
    /// One line of JSON, without a line end.
    package let line: [UInt8]
    /// Whether the case was decided; if not, the line says why.
    package let isDecision: Bool
  }

  /// The answer to the case in `line`, whose number in the input is `number`; both without a line
  /// end.
  ///
  /// A case that cannot be read or answered gets the answer `{"id":…,"error":…}`, in which every
  /// problem of reading stands with its place.
  package func answer(to line: [UInt8], number: Int) -> Answer {
    let root: SyntaxNode
    do throws(DiagnosticList) {
      root = try JSONReader.read(line, file: file, line: number)
    } catch {
      return failure(id: nil, error.diagnostics.map { located($0, number) }.joined(separator: "\n"))
    }
    if isAboutHints {
      return answer(root) { (question: HintCase) throws(DecisionProblem) in
        try HintAnswer.line(to: question, era)
      }
    }
    return answer(root) { (question: DecisionCase) throws(DecisionProblem) in
      try self.line(answering: question)
    }
  }

  private func answer<Question: FieldDecodable>(
    _ root: SyntaxNode, by line: (Question) throws(DecisionProblem) -> [UInt8]
  ) -> Answer {
    let id = root["id"].flatMap { $0.kind == .scalar ? $0.text : nil }
    var decoder = ObjectDecoder(root)
    let question = Question.decode(from: &decoder)
    guard let question, decoder.diagnostics.isEmpty else {
      return failure(id: id, decoder.diagnostics.map(\.description).joined(separator: "\n"))
    }
    do throws(DecisionProblem) {
      return Answer(line: try line(question), isDecision: true)
    } catch {
      return failure(
        id: id, root.descendant(at: error.path).diagnostic(.error, error.message).description)
    }
  }

  private func line(answering question: DecisionCase) throws(DecisionProblem) -> [UInt8] {
    let gates = try gates(featureGates + question.featureGates)
    switch era {
    case .v1_36, .v1_34:
      return try ModernAnswer.line(
        to: question, era, gates: gates, hasDynamicResources: hasDynamicResources)
    case .v1_20: return try ClassicAnswer.line(to: question, era: .v1_20, view: era)
    case .v1_2: return try ClassicAnswer.line(to: question, era: .v1_2, view: era)
    }
  }

  /// The gates called so, each as it was set last.
  private func gates(
    _ named: [(name: String, isOn: Bool)]
  ) throws(DecisionProblem) -> FeatureGates {
    var gates: FeatureGates = [:]
    for (name, isOn) in named {
      guard let version = era.version else {
        throw DecisionProblem(
          "featureGates.\(name): \(era.rawValue) has no feature gates here",
          at: "featureGates.\(name)")
      }
      do throws(UnknownFeatureGate) {
        gates[try FeatureGate.named(name, in: version)] = isOn
      } catch {
        throw DecisionProblem(
          "featureGates.\(name): \(error.message)", at: "featureGates.\(name)")
      }
    }
    return gates
  }

  /// The answer to a line, whose number is `number`, that was not even read, because of `message`.
  package func refusal(_ message: String, number: Int) -> Answer {
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
