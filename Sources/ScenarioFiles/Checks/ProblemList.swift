import ClusterSimulation
import KubernetesObjects
import StructuredText

/// Problems of many files, handed out in order of place.
struct ProblemList {
  private var diagnostics: [Diagnostic] = []
  private var fileRanks: [String: Int] = [:]
  private var isMissingOnly = true
  /// What is to be said of files that look like templates, if something is wrong with them.
  private var templates: [Diagnostic] = []
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

  /// The documents of a scenario's file; nil, and the problems, if it is neither YAML nor JSON.
  ///
  /// The scenario itself is read strictly; the objects after it may be such as kubectl takes.
  mutating func documents(of file: InputFiles.File) -> [SyntaxNode]? {
    enter(file.name)
    noteTemplate(in: file)
    do throws(DiagnosticList) {
      return try TextDocuments.read(file.bytes, file: file.name)
    } catch {
      if let (documents, warnings) = try? file.readManifests(),
        let further = documents.drop(while: \.isNull).dropFirst().first?.location,
        error.diagnostics.allSatisfy({ $0.location.map { further < $0 } ?? false })
      {
        add(warnings)
        return documents
      }
      add(error.diagnostics)
      return nil
    }
  }

  /// The documents of a file of objects, read as kubectl reads them; a file without any is worth a
  /// warning.
  mutating func objectDocuments(of file: InputFiles.File) -> [SyntaxNode] {
    enter(file.name)
    noteTemplate(in: file)
    let documents: [SyntaxNode]
    do throws(DiagnosticList) {
      let found = try file.readManifests()
      documents = found.documents
      add(found.warnings)
    } catch {
      add(error.diagnostics)
      return []
    }
    if documents.allSatisfy(\.isNull) {
      add(Diagnostic(.warning, file: file.name, location: nil, message: "the file is empty"))
    }
    return documents
  }

  /// Notes that a file looks like a template, in case that there is something wrong with it.
  private mutating func noteTemplate(in file: InputFiles.File) {
    guard let (line, mark) = file.firstTemplateMark else { return }
    templates.append(
      Diagnostic(
        .warning, file: file.name, location: SourceLocation(line: line, column: 1),
        message: "the file looks like a template, with \(mark) in it; fill it in first, as helm "
          + "template, kustomize build or envsubst do"))
  }

  /// Errors and warnings in order of file and place; of equal places in order of finding.
  private var sorted: [Diagnostic] {
    let failing = Set(diagnostics.lazy.filter { $0.severity == .error }.map(\.file))
    let all = diagnostics + counts.warnings + templates.filter { failing.contains($0.file) }
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
