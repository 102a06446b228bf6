import Testing

/// A small tree, and the places at which a rule must find fault with it.
struct RuleCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let texts: [String: String]
  let topLevel: [String]
  /// `path:line` of every finding, or `path` for one of a whole file.
  let expected: [String]

  init(
    _ sentence: String, _ texts: [String: String], topLevel: [String] = [], _ expected: [String]
  ) {
    testDescription = sentence
    self.texts = texts
    self.topLevel = topLevel
    self.expected = expected
  }

  /// A tree of one source of the module `Engine`, faulty in `lines`.
  init(_ sentence: String, source: String, lines: [Int]) {
    let path = "Sources/Engine/Queue.swift"
    self.init(sentence, [path: source], lines.map { "\(path):\($0)" })
  }

  /// Runs `rule` alone and compares.
  func check(_ rule: any TidyRule.Type, sourceLocation: SourceLocation = #_sourceLocation) {
    let findings = rule.init().findings(in: SourceTree(texts, topLevel: topLevel)).sorted()
    let places = findings.map { $0.line == 0 ? $0.path : "\($0.path):\($0.line)" }
    #expect(places == expected.sorted(), "\(findings)", sourceLocation: sourceLocation)
  }
}
