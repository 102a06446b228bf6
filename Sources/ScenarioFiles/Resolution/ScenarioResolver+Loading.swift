import KubernetesObjects
import StructuredText

/// Files: the scenario itself, what it includes, and its objects.
extension ScenarioResolver {
  /// The file of the scenario itself; nil, and the problem, if it cannot be had.
  mutating func openScenario() -> InputFiles.File? {
    do throws(InputFiles.Failure) {
      // What the command line names may lie anywhere; what the scenario names may not.
      return try files.readNamed(path)
    } catch {
      problems.add(
        Diagnostic(.error, file: path, location: nil, message: error.message),
        isMissing: error.isMissing)
      return nil
    }
  }

  /// Reads the scenario in `file` and what it includes into the draft; false if there is nothing to
  /// go on.
  mutating func load(_ file: InputFiles.File) -> Bool {
    guard var root = read(file, within: []) else { return false }
    for assignment in options.assignments where assignment.object == nil {
      do throws(DiagnosticList) {
        root = try assignment.applied(to: root)
      } catch {
        problems.add(error.diagnostics)
      }
    }
    return interpret(root)
  }

  /// Reads a whole scenario into the draft.
  mutating func interpret(_ root: SyntaxNode) -> Bool {
    var reader = SchemaReader(root, folder: InputFiles.folderOfNames(in: path), inputs: files)
    reader.read(ScenarioDraft.fields, into: &draft)
    files = reader.inputs
    for problem in reader.problems { problems.add(problem, isMissing: reader.isInputMissing) }
    problems.counts.add(reader.passedOver)
    problems.add(unknownFields: reader.unknownFields)
    return isWhole
  }

  /// The scenario in `file` over those that it includes; `stack` holds the files that led here. Nil
  /// if there is nothing to go on.
  mutating func read(_ file: InputFiles.File, within stack: [String]) -> SyntaxNode? {
    guard let documents = problems.documents(of: file) else { return nil }
    guard let root = documents.first(where: { !$0.isNull }) else {
      problems.add(
        Diagnostic(.error, file: file.name, location: nil, message: "the file is empty"))
      return nil
    }
    guard checkKind(of: root) else { return nil }
    if let version = root["apiVersion"], !version.isNull, !version.hasText("wavetank/v1") {
      problems.add(
        version.diagnostic(
          .error,
          "apiVersion: expected wavetank/v1, found \(SchemaReader.summary(of: version))"))
    }
    var merged: SyntaxNode?
    for reference in includes(of: root) {
      guard let below = include(reference, within: stack + [file.identity]) else { continue }
      merged = merged.map { ScenarioMerge.merge(below, over: $0) } ?? below
    }
    let further = documents.drop { $0.isNull }.dropFirst()
    for document in further where document.isMeantAsScenario {
      problems.add(document.diagnostic(.error, "a file holds one scenario; this is another"))
      isWhole = false
    }
    self.documents += further
    return merged.map { ScenarioMerge.merge(root, over: $0) } ?? root
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

  private func includes(of root: SyntaxNode) -> [FileReference] {
    guard let node = root["spec"]?["include"], !node.isNull else { return [] }
    var reader = SchemaReader(node, folder: "")
    return reader.files().map { reference in
      let name = reference.name
      return FileReference(
        name: Located(value: name.value, node: name.node, path: "spec.include"),
        folder: reference.folder)
    }
  }

  /// The scenario that `reference` names; nil if it has been included already, or after a problem.
  private mutating func include(
    _ reference: FileReference, within stack: [String]
  ) -> SyntaxNode? {
    let path = InputFiles.join(reference.folder, reference.name.value)
    let identity = InputFiles.resolved(path)
    if let start = stack.firstIndex(of: identity) {
      let names = (stack[start...] + [identity]).map { $0.split(separator: "/").last ?? "" }
      problems.add(
        reference.name.error(
          "the files include one another: " + names.joined(separator: " → ")))
      isWhole = false
      return nil
    }
    guard stack.count < Limits.includes else {
      problems.add(
        reference.name.error("more than \(Limits.includes) scenarios include one another"))
      isWhole = false
      return nil
    }
    guard reference.name.value == "-" || included.insert(identity).inserted else { return nil }
    guard let file = readOne(reference), let root = read(file, within: stack) else {
      isWhole = false
      return nil
    }
    return root
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
    readAll(reference).flatMap { file in
      let documents = problems.objectDocuments(of: file)
      if documents == nil { world.lacksObjects = true }
      return documents ?? []
    }
  }

  /// The file that `reference` names, or each file of objects in the folder that it names; none,
  /// and the problem, if they cannot be had.
  mutating func readAll(_ reference: FileReference) -> [InputFiles.File] {
    do throws(InputFiles.Failure) {
      return try files.readAll(reference.name.value, in: reference.folder)
    } catch {
      problems.add(reference.name.error(error.message), isMissing: error.isMissing)
      world.lacksObjects = true
    }
    return []
  }
}
