/// What ends the reading of a text, and the byte at which it shows.
package struct ReadingProblem: Error {
  package let offset: Int
  package let message: String

  package init(_ offset: Int, _ message: String) {
    self.offset = offset
    self.message = message
  }
}

extension SourceText {
  /// `problem` as a person reads it.
  func diagnostic(_ problem: ReadingProblem) -> Diagnostic {
    Diagnostic(
      .error, file: file, location: location(of: problem.offset), message: problem.message)
  }

  /// All problems of a reading in the order of their places, or nil where there is none.
  ///
  /// Of many keys that their mappings have twice, the first hundred are told.
  func problems(
    _ problems: [ReadingProblem], duplicates: [DuplicateKey]
  ) -> DiagnosticList? {
    var all = problems
    for duplicate in duplicates.sorted(by: { $0.offset < $1.offset }).prefix(100) {
      all.append(
        ReadingProblem(duplicate.offset, message(duplicate) + "; a key may come once"))
    }
    guard !all.isEmpty else { return nil }
    all.sort { $0.offset < $1.offset }
    return DiagnosticList(all.map(diagnostic))
  }

  /// A warning for each of the first hundred keys that their mappings have already.
  func warnings(of duplicates: [DuplicateKey]) -> [Diagnostic] {
    duplicates.sorted { $0.offset < $1.offset }.prefix(100).map { duplicate in
      Diagnostic(
        .warning, file: file, location: location(of: duplicate.offset),
        message: message(duplicate) + "; the last one counts")
    }
  }

  private func message(_ duplicate: DuplicateKey) -> String {
    let first = location(of: duplicate.firstOffset)
    return "the key \"\(duplicate.text)\" is in this mapping already, at line \(first.line), "
      + "column \(first.column)"
  }
}
