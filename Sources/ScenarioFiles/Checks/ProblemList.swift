import ClusterSimulation
import KubernetesObjects
import StructuredText

/// Problems of many files, handed out in order of place.
struct ProblemList {
  /// How many errors, and how many warnings, are told; of the others, how many there are.
  static let mostTold = 500

  private var errors: [Diagnostic] = []
  private var known: Set<Diagnostic> = []
  private var errorCount = 0
  private var firstFile = ""
  private var fileRanks: [String: Int] = [:]
  private var isMissingOnly = true
  /// The files without anything in them, each with a warning of its own.
  private var emptyFiles: [Diagnostic] = []
  /// What is to be said of files that look like templates, if something is wrong with them.
  private var templates: [Diagnostic] = []
  /// The warnings, those of one text as one; among them kinds and fields that were passed over.
  var counts = OccurrenceCounts()

  /// Whether nothing is wrong so far.
  var hasErrors: Bool { errorCount > 0 }

  /// Whether further errors are counted only: suggestions for them would not be read.
  var isFull: Bool { errorCount >= Self.mostTold }

  /// Notes that `file` is read next: its problems stand after those of files before it.
  mutating func enter(_ file: String) {
    if fileRanks.isEmpty { firstFile = file }
    if fileRanks[file] == nil { fileRanks[file] = fileRanks.count }
  }

  /// Takes a problem.
  mutating func add(_ diagnostic: Diagnostic, isMissing: Bool = false) {
    enter(diagnostic.file)
    if diagnostic.severity == .error, !isMissing { isMissingOnly = false }
    // Two checks may come upon one slip.
    guard known.insert(diagnostic).inserted else { return }
    if diagnostic.severity == .warning { return counts.count(diagnostic) }
    errorCount += 1
    if errorCount <= Self.mostTold { errors.append(diagnostic) }
  }

  /// Takes problems.
  mutating func add(_ list: [Diagnostic]) { for diagnostic in list { add(diagnostic) } }

  /// Takes fields that nobody knows as errors, each kind of them once.
  mutating func add(unknownFields: OccurrenceCounts) {
    for warning in unknownFields.warnings {
      add(
        Diagnostic(
          .error, file: warning.file, location: warning.location, message: warning.message))
    }
  }

  /// The documents of a scenario's file; nil, and the problems, if it is neither YAML nor JSON.
  ///
  /// The scenario itself is read strictly; the objects after it may be such as kubectl takes.
  mutating func documents(of file: InputFiles.File) -> [SyntaxNode]? {
    enter(file.name)
    do throws(DiagnosticList) {
      let documents = try TextDocuments.read(file.bytes, file: file.name)
      noteTemplate(in: file)
      return documents
    } catch {
      if let (documents, warnings) = try? file.readManifests(),
        let further = documents.drop(while: \.isNull).dropFirst().first?.location,
        error.diagnostics.allSatisfy({ $0.location.map { further < $0 } ?? false })
      {
        add(warnings)
        noteTemplate(in: file)
        return documents
      }
      addUnreadable(error, file)
      return nil
    }
  }

  /// The documents of a file of objects, read as kubectl reads them; a file without any is worth a
  /// warning. Nil if the file cannot be read.
  mutating func objectDocuments(of file: InputFiles.File) -> [SyntaxNode]? {
    enter(file.name)
    let documents: [SyntaxNode]
    do throws(DiagnosticList) {
      let found = try file.readManifests()
      documents = found.documents
      add(found.warnings)
      noteTemplate(in: file)
    } catch {
      addUnreadable(error, file)
      return nil
    }
    if documents.allSatisfy(\.isNull) {
      emptyFiles.append(
        Diagnostic(.warning, file: file.name, location: nil, message: "the file is empty"))
    }
    return documents
  }

  /// Notes that a file which can be read looks like a template, in case that there is something
  /// wrong with it.
  private mutating func noteTemplate(in file: InputFiles.File) {
    if let note = Self.templateNote(.warning, on: file) { templates.append(note) }
  }

  /// Takes what is wrong with the text of a file. A template is no text of the format: what is
  /// wrong from its first mark on follows from that.
  private mutating func addUnreadable(_ problems: DiagnosticList, _ file: InputFiles.File) {
    guard let note = Self.templateNote(.error, on: file), let mark = note.location else {
      return add(problems.diagnostics)
    }
    add(problems.diagnostics.filter { $0.location.map { $0.line < mark.line } ?? false })
    add(note)
  }

  /// That the file looks like a template; nil if it does not.
  private static func templateNote(
    _ severity: Diagnostic.Severity, on file: InputFiles.File
  ) -> Diagnostic? {
    file.firstTemplateMark.map { line, mark in
      Diagnostic(
        severity, file: file.name, location: SourceLocation(line: line, column: 1),
        message: "the file looks like a template, with \(mark) in it; fill it in first, as helm "
          + "template, kustomize build or envsubst do")
    }
  }

  /// Errors and warnings in order of file and place; of equal places in order of finding.
  private var sorted: [Diagnostic] {
    let failing = Set(errors.map(\.file))
    let warnings = counts.warnings + emptyFiles
    let all =
      errors + warnings.prefix(Self.mostTold) + templates.filter { failing.contains($0.file) }
    let ordered = all.enumerated().sorted { a, b in
      let ranks = (rank(of: a.element), rank(of: b.element))
      if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
      let start = SourceLocation(line: 0, column: 0)
      let places = (a.element.location ?? start, b.element.location ?? start)
      return places.0 == places.1 ? a.offset < b.offset : places.0 < places.1
    }.map(\.element)
    return ordered
      + [untold(.error, errorCount), untold(.warning, warnings.count)].compactMap { $0 }
  }

  /// How many problems were not told; nil if all were.
  private func untold(_ severity: Diagnostic.Severity, _ count: Int) -> Diagnostic? {
    guard count > Self.mostTold else { return nil }
    return Diagnostic(
      severity, file: firstFile, location: nil,
      message: "and \(count - Self.mostTold) more \(severity.rawValue)s, \(count) in all")
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
