import StructuredText
import Testing

/// What the reader says of `text`: the first line of its problems, or nil.
private func problem(of text: String, limits: TextLimits = .default) -> String? {
  do throws(DiagnosticList) {
    _ = try YAMLReader.read(Array(text.utf8), file: "t", limits: limits)
    return nil
  } catch {
    return error.diagnostics[0].description
  }
}

@Suite("YAML limits")
struct YAMLLimitTests {
  private static let tooDeep = "collections lie one inside another deeper than the limit, "

  @Test("stops at each limit with its own words")
  func limits() {
    #expect(
      problem(of: "- a\n- b", limits: TextLimits(documentBytes: 6))
        == "t: error: the text has 7 bytes; the limit is 6")
    #expect(
      problem(of: "- a\n- b", limits: TextLimits(nodeCount: 2))
        == "t:2:3: error: the text has more nodes than the limit, 2")
    #expect(
      problem(of: "- - - a", limits: TextLimits(nestingDepth: 2))
        == "t:1:5: error: \(Self.tooDeep)2")
    #expect(
      problem(of: "- &a [x, y]\n- *a\n- *a", limits: TextLimits(aliasExpansion: 10))
        == "t:3:3: error: the text has more nodes than the limit, 10, "
        + "once every alias is replaced by what it stands for")
  }

  @Test("refuses a billion laughs at once")
  func billionLaughs() throws {
    var text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
    for level in 1..<30 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    let found = try #require(problem(of: text))
    #expect(found.contains("once every alias is replaced"))
  }

  @Test("counts the text that aliases repeat")
  func aliasedText() {
    let text = "- &a \(String(repeating: "x", count: 1600))\n- *a\n- *a\n"
    #expect(problem(of: text, limits: TextLimits(aliasExpansion: 304)) == nil)
    let expected = "t:3:3: error: the text has more nodes than the limit, 303, "
    #expect(problem(of: text, limits: TextLimits(aliasExpansion: 303))?.hasPrefix(expected) == true)
  }

  @Test("finds a long key twice behind aliases")
  func longAliasedKeys() {
    let long = String(repeating: "x", count: 100)
    let anchors = "- &a a\(long)\n- &b b\(long)\n- &c a\(long)\n- &d \"a\(long)\"\n- &e \(long)\n"
    func found(_ mapping: String) -> String? {
      problem(of: anchors + "- {*b : 1, \(mapping)}")?.split(separator: " ").first.map(String.init)
    }
    #expect(found("*a : 1, *e : 2") == nil)
    #expect(found("*a : 1, *b : 2") == "t:6:20:")
    #expect(found("*a : 1, *c : 2") == "t:6:20:")
    #expect(found("*a : 1, *d : 2") == "t:6:20:")
    #expect(found("b\(long): 1, *a : 2") == "t:6:12:")
    let many = (0..<20).map { "k\($0): 1, " }.joined()
    #expect(found(many + "*a : 1, *e : 2") == nil)
    #expect(found(many + "*c : 1, *e : 2, *a : 1") != nil)
  }

  @Test("counts the depth that aliases add")
  func aliasDepth() {
    var text = "a0: &a0 []\n"
    for level in 1..<300 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
    #expect(problem(of: text)?.contains(Self.tooDeep) == true)
  }

  @Test(
    "refuses a million nested collections",
    arguments: ["[", "{", "- ", "? ", "[[]: ", "{a: ", "- ? ", "&a [", "{? "])
  func depth(opening: String) {
    let text = String(repeating: opening, count: 1_000_000 / opening.utf8.count)
    #expect(problem(of: text)?.contains(Self.tooDeep) == true)
  }

  static let long: [(String, @Sendable (Int) -> String)] = [
    ("a plain scalar of many lines", { String(repeating: "word\n", count: $0) }),
    ("empty lines between words", { "a" + String(repeating: "\n", count: $0) + "b" }),
    ("comments", { String(repeating: "# comment\n", count: $0) + "a: 1" }),
    ("empty lines before a literal", { "a: |\n" + String(repeating: "\n", count: $0) + " b" }),
    ("empty lines in quotes", { "\"" + String(repeating: "\n", count: $0) + "\"" }),
    ("blanks in quotes", { "\"" + String(repeating: " \n", count: $0) + "\"" }),
    ("anchors", { (0..<$0).map { "- &a\($0) x\n" }.joined() }),
    ("aliases of one anchor", { "- &a x\n" + String(repeating: "- *a\n", count: $0) }),
    ("documents with anchors", { String(repeating: "--- &a x\n", count: $0) }),
    ("a flow sequence on one line", { "[" + String(repeating: "[],", count: $0) + "]" }),
    ("pairs with collections as keys", { "[" + String(repeating: "[]: a,", count: $0) + "]" }),
    ("members", { (0..<$0).map { "k\($0): v\n" }.joined() }),
    ("explicit keys", { (0..<$0).map { "? k\($0)\n" }.joined() }),
  ]

  @Test("reads long texts of every kind", arguments: Self.long.map(\.0))
  func longText(kind: String) throws {
    let make = try #require(Self.long.first { $0.0 == kind }?.1)
    #expect(problem(of: make(20_000)) == nil)
  }

  @Test("tells many problems quickly")
  func manyProblems() {
    let text = "{" + (0..<5000).map { "\"k\($0 % 2500)\": 0," }.joined() + "}"
    let error = #expect(throws: DiagnosticList.self) {
      try YAMLReader.read(Array(text.utf8), file: "t")
    }
    #expect(error?.diagnostics.count == 100)
  }
}
