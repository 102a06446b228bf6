import KubernetesObjects
import Scheduling
import StructuredText

/// Makes a scenario of a dump of a cluster: the cluster as it was, with every pod on its node.
package struct ClusterImport: Sendable {
  /// A scenario that has been made of a dump.
  package struct Made: Sendable {
    /// The scenario and its objects.
    package let text: [UInt8]
    /// What was made and what was left out, in words, a line each.
    package let facts: [String]
    /// What is odd about the dump.
    package let warnings: [Diagnostic]
  }

  private let files: [String]
  private let usage: String?
  private let name: String

  /// The import of `files`, or of all files in folders among them, as the scenario `name`.
  ///
  /// `usage` is a table of what pods use, as `kubectl top pods` prints it.
  package init(files: [String], usage: String?, name: String) {
    self.files = files
    self.usage = usage
    self.name = name
  }

  /// The scenario.
  ///
  /// - Throws: every problem of the files; a dump without nodes or without anything else.
  package func scenario() throws(ScenarioFailure) -> Made {
    var problems = ProblemList()
    var inputs = InputFiles(folder: "", allowsOutside: true)
    let uses = readUsage(&inputs, &problems)
    var contents = DumpContents(uses: uses)
    for file in files {
      do throws(InputFiles.Failure) {
        for file in try inputs.readAll(file, in: "", isTrusted: true) {
          read(file, into: &contents, &problems)
        }
      } catch {
        problems.add(
          Diagnostic(.error, file: file, location: nil, message: error.message),
          isMissing: error.isMissing)
      }
    }
    if contents.nodes.isEmpty, !problems.hasErrors {
      problems.add(
        Diagnostic(
          .error, file: files.first ?? "-", location: nil,
          message: "there is no node in the dump, so none of its "
            + "\(contents.pods.count) pods has a place; expected what 'kubectl get nodes,pods -A "
            + "-o json' prints"))
    }
    if let warning = contents.unknownFieldsWarning { problems.add(warning) }
    let warnings = try problems.warnings()
    return ImportedScenario(contents, name: name, usage: usage).made(warnings)
  }

  private func readUsage(
    _ inputs: inout InputFiles, _ problems: inout ProblemList
  ) -> UsageTable {
    guard let usage else { return UsageTable() }
    do throws(InputFiles.Failure) {
      let file = try inputs.readNamed(usage)
      do throws(DiagnosticList) {
        return try UsageTable(file.bytes, file: file.name)
      } catch {
        problems.add(error.diagnostics)
      }
    } catch {
      problems.add(
        Diagnostic(.error, file: usage, location: nil, message: error.message),
        isMissing: error.isMissing)
    }
    return UsageTable()
  }

  /// Reads a file object by object where it is a list in JSON, as kubectl prints it; else whole.
  private func read(
    _ file: InputFiles.File, into contents: inout DumpContents, _ problems: inout ProblemList
  ) {
    problems.enter(file.name)
    do throws(DiagnosticList) {
      let isList = try JSONReader.forEachItem(ofKind: "List", in: file.bytes, file: file.name) {
        Self.take($0, into: &contents, &problems)
      }
      if isList { return }
    } catch {
      return problems.add(error.diagnostics)
    }
    for document in problems.objectDocuments(of: file) ?? [] {
      Self.take(document, into: &contents, &problems)
    }
  }

  private static func take(
    _ document: SyntaxNode, into contents: inout DumpContents, _ problems: inout ProblemList
  ) {
    let reader = ManifestReader(CollectionOfOne(document))
    problems.add(reader.errors)
    for kind in reader.skippedKinds.occurrences {
      let words = kind.text.split(separator: " ")
      let name = words.count > 3 ? String(words[3]) : kind.text
      contents.leaveOut("of kind \(name)", kind.count)
    }
    contents.unknownFields.add(reader.unknownFields)
    problems.counts.add(reader.passedOver)
    for object in reader.objects { contents.take(object) }
  }
}
