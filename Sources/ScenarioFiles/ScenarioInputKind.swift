import StructuredText

/// What a file holds that a view of a cluster can be made of.
package enum ScenarioInputKind: Sendable {
  /// A scenario, which has to be run.
  case scenario(Scenario)
  /// Objects in their API form, document by document.
  case objects([SyntaxNode])
}

extension Scenario {
  /// Reads what lies at `path`, or on standard input if that is `-`: a scenario with all that it
  /// names, or any other documents as they are. A file is read once, so that it may be a pipe.
  ///
  /// - Throws: every problem that can be found without running anything, in order of place.
  package static func open(
    _ path: String, options: ScenarioOptions = ScenarioOptions()
  ) throws(ScenarioFailure) -> ScenarioInputKind {
    var resolver = ScenarioResolver(path: path, options: options)
    guard let file = resolver.openScenario() else {
      _ = try resolver.problems.warnings()
      return .objects([])
    }
    if holdsScenario(file) {
      let configuration = resolver.resolve(file)
      return .scenario(try resolver.problems.result(configuration, resolver.files.digests))
    }
    let documents = resolver.problems.documents(of: file) ?? []
    _ = try resolver.problems.warnings()
    return .objects(documents.filter { !$0.isNull })
  }
}
