import ClusterSimulation
import KubernetesObjects
import StructuredText

/// Problems of many files, handed out in order of place.
struct ProblemList {
  private var diagnostics: [Diagnostic] = []
  private var fileRanks: [String: Int] = [:]
  private var isMissingOnly = true
  /// Kinds that were passed over, fields that were passed over, and what is not simulated.
  var counts = OccurrenceCounts()

  /// Whether nothing is wrong so far.
  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Notes that `file` is read next: its problems stand after those of files before it.
  mutating func enter(_ file: String) {
    if fileRanks[file] == nil { fileRanks[file] = fileRanks.count }
  }

  /// Takes a problem.
  mutating func add(_ diagnostic: Diagnostic, isMissing: Bool = false) {
    enter(diagnostic.file)
    if diagnostic.severity == .error, !isMissing { isMissingOnly = false }
    // Two checks may come upon one slip.
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }

  /// Takes problems.
  mutating func add(_ list: [Diagnostic]) { for diagnostic in list { add(diagnostic) } }

  /// The documents of a file; nil, and the problems, if it is neither YAML nor JSON.
  mutating func documents(of file: InputFiles.File) -> [SyntaxNode]? {
    enter(file.name)
    do throws(DiagnosticList) {
      return try TextDocuments.read(file.bytes, file: file.name)
    } catch {
      add(error.diagnostics)
      return nil
    }
  }

  /// The documents of a file of objects; a file without any is worth a warning.
  mutating func objectDocuments(of file: InputFiles.File) -> [SyntaxNode] {
    guard let documents = documents(of: file) else { return [] }
    if documents.allSatisfy(\.isNull) {
      add(Diagnostic(.warning, file: file.name, location: nil, message: "the file is empty"))
    }
    return documents
  }

  /// Errors and warnings in order of file and place; of equal places in order of finding.
  private var sorted: [Diagnostic] {
    let all = diagnostics + counts.warnings
    return all.enumerated().sorted { a, b in
      let ranks = (rank(of: a.element), rank(of: b.element))
      if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
      let start = SourceLocation(line: 0, column: 0)
      let places = (a.element.location ?? start, b.element.location ?? start)
      return places.0 == places.1 ? a.offset < b.offset : places.0 < places.1
    }.map(\.element)
  }

  private func rank(of diagnostic: Diagnostic) -> Int { fileRanks[diagnostic.file] ?? .max }

  /// The scenario, if nothing is wrong with it.
  func result(
    _ configuration: SimulationConfiguration?, _ inputs: [ScenarioInput]
  ) throws(ScenarioFailure) -> Scenario {
    guard let configuration, !hasErrors else { throw failure }
    return Scenario(configuration: configuration, inputs: inputs, warnings: sorted)
  }

  /// The warnings, if nothing is wrong.
  func warnings() throws(ScenarioFailure) -> [Diagnostic] {
    if hasErrors { throw failure }
    return sorted
  }

  private var failure: ScenarioFailure {
    ScenarioFailure(diagnostics: sorted, isInputMissing: isMissingOnly)
  }
}
