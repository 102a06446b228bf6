import KubernetesObjects
import StructuredText

/// Files: the scenario itself, what it includes, and its objects.
extension ScenarioResolver {
  /// Reads the scenario and what it includes into the draft; false if there is nothing to go on.
  mutating func load() -> Bool {
    let file: InputFiles.File
    do throws(InputFiles.Failure) {
      // What the command line names may lie anywhere; what the scenario names may not.
      file = try files.read(path, in: "")
    } catch {
      problems.add(
        Diagnostic(.error, file: path, location: nil, message: error.message),
        isMissing: error.isMissing)
      return false
    }
    for assignment in options.assignments {
      problems.enter(file.name)
      if assignment.node(below: []) == nil {
        problems.add(assignment.error("the value is not YAML: \(assignment.value)"))
      }
    }
    return read(file, within: [], overrides: Overrides(options.assignments))
  }

  /// Reads the scenario in `file` over the draft; `stack` holds the files that led here.
  mutating func read(
    _ file: InputFiles.File, within stack: [String], overrides: Overrides
  ) -> Bool {
    guard let documents = problems.documents(of: file) else { return false }
    guard let root = documents.first(where: { !$0.isNull }) else {
      problems.add(
        Diagnostic(.error, file: file.name, location: nil, message: "the file is empty"))
      return false
    }
    guard checkKind(of: root) else { return false }
    var isComplete = true
    for reference in includes(of: root, in: file) {
      let isRead = include(reference, within: stack + [file.identity])
      isComplete = isRead && isComplete
    }
    draft.include = []
    var reader = SchemaReader(root, folder: file.folder, overrides: overrides)
    reader.read(ScenarioDraft.fields, into: &draft)
    problems.add(reader.problems)
    problems.counts.add(reader.unknownFields)
    for assignment in reader.overrides.unused {
      problems.add(assignment.error("the scenario has nothing at \(assignment.key)"))
    }
    if let version = draft.apiVersion, version.value != "wavetank/v1" {
      problems.add(version.error("expected wavetank/v1, found \(version.value)"))
    }
    let further = documents.drop { $0.isNull }.dropFirst()
    for document in further where document["kind"]?.hasText("Scenario") ?? false {
      problems.add(document.diagnostic(.error, "a file holds one scenario; this is another"))
      isComplete = false
    }
    self.documents += further
    return isComplete
  }

  /// Whether a document is a scenario; reports what it is instead.
  private mutating func checkKind(of root: SyntaxNode) -> Bool {
    let kind = root["kind"]
    if kind?.hasText("Scenario") ?? false { return true }
    let expected = "expected a scenario: apiVersion: wavetank/v1, kind: Scenario"
    if let kind, kind.kind == .scalar, !kind.isNull {
      let hint = Spelling.nearest(to: kind.text, among: ["Scenario"])
      problems.add(
        kind.diagnostic(
          .error,
          hint != nil
            ? "kind: unknown kind \(kind.text); did you mean Scenario?"
            : "\(expected), found kind \(kind.text); name it below spec.manifests of a scenario"))
    } else {
      problems.add(root.diagnostic(.error, expected))
    }
    return false
  }

  private func includes(of root: SyntaxNode, in file: InputFiles.File) -> [FileReference] {
    guard let node = root["spec"]?["include"], !node.isNull else { return [] }
    var reader = SchemaReader(node, folder: file.folder)
    return reader.files().map { reference in
      let name = reference.name
      return FileReference(
        name: Located(value: name.value, node: name.node, path: "spec.include"),
        folder: reference.folder)
    }
  }

  private mutating func include(_ reference: FileReference, within stack: [String]) -> Bool {
    guard let file = readOne(reference) else { return false }
    if let start = stack.firstIndex(of: file.identity) {
      let names = (stack[start...] + [file.identity]).map { $0.split(separator: "/").last ?? "" }
      problems.add(
        reference.name.error(
          "the files include one another: " + names.joined(separator: " → ")))
      return false
    }
    guard stack.count < Limits.includes else {
      problems.add(
        reference.name.error("more than \(Limits.includes) scenarios include one another"))
      return false
    }
    return read(file, within: stack, overrides: Overrides())
  }

  /// The one file that `reference` names; nil, and the problem, if it cannot be had.
  mutating func readOne(_ reference: FileReference) -> InputFiles.File? {
    do throws(InputFiles.Failure) {
      return try files.read(reference.name.value, in: reference.folder)
    } catch {
      problems.add(reference.name.error(error.message), isMissing: error.isMissing)
      return nil
    }
  }

  /// The documents of every file that `reference` names.
  mutating func readDocuments(_ reference: FileReference) -> [SyntaxNode] {
    readAll(reference).flatMap { problems.objectDocuments(of: $0) }
  }

  /// The file that `reference` names, or each file of objects in the folder that it names; none,
  /// and the problem, if they cannot be had.
  mutating func readAll(_ reference: FileReference) -> [InputFiles.File] {
    do throws(InputFiles.Failure) {
      let all = try files.readAll(reference.name.value, in: reference.folder)
      if all.count <= Limits.files { return all }
      problems.add(reference.name.error("more than \(Limits.files) files"))
    } catch {
      problems.add(reference.name.error(error.message), isMissing: error.isMissing)
    }
    return []
  }
}
