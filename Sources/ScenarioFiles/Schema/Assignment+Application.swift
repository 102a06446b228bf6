import ClusterSimulation
import KubernetesObjects
import StructuredText

/// Putting the value into a scenario.
extension Assignment {
  /// The scenario with the value in its place; null takes away what is there.
  ///
  /// - Throws: that the key leads nowhere, with what may have been meant.
  func applied(to root: SyntaxNode) throws(DiagnosticList) -> SyntaxNode {
    let parts = self.parts
    if parts.starts(with: ["spec", "include"]) {
      throw failure("values are set once all files are included, so that this would come too late")
    }
    let value = try checkedValue()
    if parts.count > 1, parts[0] == "spec", let problem = unknownSection(parts[1]) {
      throw failure(problem)
    }
    do throws(Miss) {
      return try put(value, at: parts[...], into: root) ?? root
    } catch {
      switch error {
      case .astray(let hint): throw failure("the scenario has nothing at \(key)\(hint)")
      case .absent:
        // Nothing is taken away; the key may be misspelt all the same.
        let problems = problemsOfKey(in: root)
        if !problems.isEmpty { throw DiagnosticList(problems) }
        return root
      }
    }
  }

  /// The value.
  ///
  /// - Throws: that it is not YAML, or that the key is too long.
  func checkedValue() throws(DiagnosticList) -> SyntaxNode {
    guard parts.count <= Self.mostSteps else {
      throw failure("the key has more steps than the limit, \(Self.mostSteps)")
    }
    guard !value.allSatisfy(\.isWhitespace) else {
      throw failure("expected a value after =, found nothing; null takes away what is there")
    }
    guard let value = node else { throw failure("the value is not YAML: \(value)") }
    return value
  }

  /// A problem of the assignment, to be thrown.
  func failure(_ message: String) -> DiagnosticList { DiagnosticList([error(message)]) }

  /// What no scenario has of the steps of the key, which are not in this one: they are put into it,
  /// with something below them, and read.
  private func problemsOfKey(in root: SyntaxNode) -> [Diagnostic] {
    guard let probe, let tree = try? put(probe, at: parts[...], into: root) else { return [] }
    var reader = SchemaReader(tree, folder: "")
    var draft = ScenarioDraft()
    reader.read(ScenarioDraft.fields, into: &draft)
    return own(reader.strayKeys) + own(reader.unknownFields)
  }

  /// A text that stands in place of the value where that is null.
  var probe: SyntaxNode? { keyNode("probe") }

  /// Those of the unknown fields that are the assignment's, as errors.
  func own(_ unknownFields: OccurrenceCounts) -> [Diagnostic] { own(unknownFields.warnings) }

  private func own(_ problems: [Diagnostic]) -> [Diagnostic] {
    problems.filter { $0.file == file }.map { error($0.message) }
  }

  /// That the scenario has no section of this name, with the nearest key that may be set.
  private func unknownSection(_ name: String) -> String? {
    let sections = ScenarioDraft.specFields.map(\.name)
    if sections.contains(name) { return nil }
    let names = sections + ControlPlaneSetting.all.map(\.name) + ["profile"]
    let near =
      Spelling.nearest(to: name, inTable: names)
      ?? sections.first { $0.lowercased().hasSuffix(name.lowercased()) }
    return "there is no key \(name)\(near.map { "; did you mean \($0)?" } ?? "")"
  }
}
