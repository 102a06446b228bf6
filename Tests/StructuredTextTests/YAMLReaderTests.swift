import StructuredText
import Testing

private func read(_ text: String, limits: TextLimits = .default) throws -> [SyntaxNode] {
  try YAMLReader.read(Array(text.utf8), file: "t", limits: limits)
}

/// What the reader says of `text`: its problems, or nil.
private func problem(of text: String, limits: TextLimits = .default) -> String? {
  do throws(DiagnosticList) {
    _ = try YAMLReader.read(Array(text.utf8), file: "t", limits: limits)
    return nil
  } catch {
    return error.description
  }
}

@Suite("YAML reader")
struct YAMLReaderTests {
  static let values: [(String, ScalarValue)] = [
    ("null", .null), ("Null", .null), ("NULL", .null), ("~", .null), ("", .null),
    ("nULL", .string("nULL")), ("true", .boolean(true)), ("True", .boolean(true)),
    ("FALSE", .boolean(false)), ("yes", .string("yes")), ("on", .string("on")),
    ("0", .integer(0)), ("-12", .integer(-12)), ("+12", .integer(12)), ("012", .integer(12)),
    ("0o14", .integer(12)), ("0xC", .integer(12)), ("0xc", .integer(12)),
    ("0b11", .string("0b11")), ("-0x1", .string("-0x1")), ("0o8", .string("0o8")),
    ("9223372036854775808", .float(9_223_372_036_854_775_808)),
    ("0x10000000000000000", .float(18_446_744_073_709_551_616)), ("1.0", .float(1)),
    ("1.", .float(1)), (".5", .float(0.5)), ("-.5", .float(-0.5)), ("1e3", .float(1000)),
    ("1E-2", .float(0.01)), ("685_230", .string("685_230")), (".", .string(".")),
    ("1e", .string("1e")), ("+", .string("+")), (".inf", .float(.infinity)),
    ("-.INF", .float(-.infinity)), ("500m", .string("500m")), ("1Gi", .string("1Gi")),
    ("1:30", .string("1:30")), ("2020-01-01", .string("2020-01-01")), ("'1'", .string("1")),
    ("\"null\"", .string("null")), ("!!str 1", .string("1")), ("! 1", .string("1")),
    ("!!int \"1\"", .integer(1)), ("!!float 1", .integer(1)), ("!quantity 1", .string("1")),
  ]

  @Test("types scalars by the core schema", arguments: Self.values)
  func value(text: String, expected: ScalarValue) throws {
    let root = try #require(try read("- " + text).first)
    #expect(root.elements.first?.value == expected)
  }

  @Test("keeps the source text of plain scalars", arguments: ["1e3", "0x10", "1.0", "+1", "~"])
  func sourceText(text: String) throws {
    let scalar = try #require(try read("a: " + text).first?["a"])
    #expect(scalar.text == text)
    #expect(scalar.isPlain)
    #expect(scalar.withUTF8Text { Array($0) } == Array(text.utf8))
    #expect(scalar.hasText(text))
  }

  static let problems = [
    ReadingCase(
      "a key that comes twice", "a: 1\nb: 2\na: 3\n",
      #"t:3:1: error: the key "a" is in this mapping already, at line 1, column 1; a key may "#
        + "come once"),
    ReadingCase("a number and its text are two keys", "1: a\n\"1\": b\n"),
    ReadingCase(
      "a key that comes twice, once quoted", "a: 1\n'a': 2\n",
      #"t:2:1: error: the key "a" is in this mapping already, at line 1, column 1; a key may "#
        + "come once"),
    ReadingCase(
      "a tab as indentation", "a:\n\tb: 1\n",
      "t:2:1: error: a tab in the indentation; indent with spaces"),
    ReadingCase(
      "a mapping on the line of its key", "a: b: c\n",
      #"t:1:4: error: a key must begin on a line of its own here; quote a text with ": ""#),
    ReadingCase(
      "a line that is indented between two collections", "a:\n    b: 1\n  c: 2\n",
      "t:3:3: error: this line is indented like no open collection; the nearest has column 1"),
    ReadingCase(
      "a key without a colon", "a: 1\nb\n", #"t:2:1: error: expected a key followed by ": ""#),
    ReadingCase(
      "an entry among members", "a: 1\n- b\n",
      #"t:2:1: error: expected a key; "- " does not fit into a mapping"#),
    ReadingCase(
      "a member among entries", "- a\nb: 1\n",
      #"t:2:1: error: expected "- " and a further entry of the sequence"#),
    ReadingCase("an open bracket", "a: [1, 2\n", #"t:1:4: error: the "[" has no counterpart"#),
    ReadingCase("a missing comma", "[a, b}", #"t:1:6: error: expected "," or "]""#),
    ReadingCase("an empty element", "[a, , b]", #"t:1:5: error: expected an element or "]""#),
    ReadingCase(
      "an open quotation", "a: \"b\n", "t:1:4: error: the quoted text has no closing quote"),
    ReadingCase(
      "an unknown escape", #"a: "\d""#,
      #"t:1:5: error: unknown escape in a quoted text; a backslash itself is written \\"#),
    ReadingCase(
      "a text after a quotation", "a: \"b\" c",
      "t:1:8: error: expected the end of the line after a scalar"),
    ReadingCase(
      "a reserved character", "a: @b",
      "t:1:4: error: a value cannot begin with \"@\" here; a text that does needs quotes"),
    ReadingCase(
      "an alias without anchor", "a: *b\n",
      "t:1:4: error: the alias *b has no anchor &b before it"),
    ReadingCase(
      "an alias of an earlier document", "&a b\n---\n*a\n",
      "t:3:1: error: the alias *a has no anchor &a before it"),
    ReadingCase(
      "an alias within its own node", "&a [*a]\n",
      "t:1:5: error: the alias *a lies within the node it stands for"),
    ReadingCase(
      "two anchors", "&a &b c\n", "t:1:6: error: a node has two anchors; one is allowed"),
    ReadingCase(
      "an unknown tag handle", "!e!a b\n",
      "t:1:1: error: the tag handle !e! has no %TAG directive"),
    ReadingCase(
      "a later version", "%YAML 2.0\n---\n",
      "t:1:1: error: YAML 2.0 is not supported; this reader knows YAML 1.2"),
    ReadingCase("a later minor version", "%YAML 1.3\n---\na\n"),
    ReadingCase(
      "a control character", "a: \u{01}\n",
      "t:1:4: error: control character 0x01 is not allowed in YAML"),
    ReadingCase("a last bracket below its line", "a: [\n  b\n]\nc: {\n  d: 1\n}\n"),
    ReadingCase(
      "an element below its line", "a: [\nb\n]\n",
      "t:2:1: error: expected at least 1 spaces before the rest of the collection"),
    ReadingCase("a key of 1024 characters", String(repeating: "é", count: 1024) + ": 1"),
    ReadingCase(
      "a key of 1025 characters", String(repeating: "é", count: 1025) + ": 1",
      #"t:1:1: error: a key must have at most 1024 characters; begin a longer one with "? ""#),
    ReadingCase(
      "a key over two lines", "\"a\n b\": 1",
      #"t:1:1: error: a key must be on one line; begin a longer one with "? ""#),
    ReadingCase(
      "a second document without marker", "a: 1\n...\nb: 2\n"),
  ]

  @Test("says in one line what is wrong where", arguments: Self.problems)
  func problem(_ example: ReadingCase) {
    #expect(StructuredTextTests.problem(of: example.text) == example.problem)
  }

  static let encodings: [(String, [UInt8], String?)] = [
    ("a byte order mark", [0xEF, 0xBB, 0xBF, 0x61], nil),
    ("a cut character", [0x61, 0xC3], "t:1:3: error: the text ends within a UTF-8 character"),
    (
      "a stray byte", [0x61, 0x0A, 0x62, 0xFF],
      "t:2:2: error: the text is not UTF-8: unexpected byte 0xFF"
    ),
    (
      "an overlong form", [0xC0, 0x80], "t:1:1: error: the text is not UTF-8: unexpected byte 0xC0"
    ),
    (
      "a surrogate", [0xED, 0xA0, 0x80], "t:1:2: error: the text is not UTF-8: unexpected byte 0xA0"
    ),
    (
      "UTF-16", [0xFF, 0xFE, 0x61, 0x00],
      "t: error: the text is not in UTF-8 but, as it seems, in UTF-16 or UTF-32; save it as UTF-8"
    ),
    (
      "UTF-16 without mark", [0x00, 0x61, 0x00, 0x62],
      "t: error: the text is not in UTF-8 but, as it seems, in UTF-16 or UTF-32; save it as UTF-8"
    ),
  ]

  @Test("reads UTF-8 and nothing else", arguments: Self.encodings)
  func encoding(name: String, bytes: [UInt8], expected: String?) {
    let error = Result { () throws in try YAMLReader.read(bytes, file: "t") }
    switch error {
    case .success: #expect(expected == nil)
    case .failure(let problem): #expect("\(problem)" == expected)
    }
  }

  @Test("reads alike whatever ends the lines", arguments: ["\n", "\r\n", "\r"])
  func lineBreaks(ending: String) throws {
    let lines = [
      "a: |", "  x", "", "  y", "b: \"p", "  q\"", "c: [é,", "  z]", "d: >-", "  u", "  v",
    ]
    let root = try #require(try read(lines.joined(separator: ending) + ending).first)
    #expect(root["a"]?.text == "x\n\ny\n")
    #expect(root["b"]?.text == "p q")
    #expect(root["d"]?.text == "u v")
    #expect(
      root["c"]?.elements.map(\.location) == [
        SourceLocation(line: 7, column: 5), SourceLocation(line: 8, column: 3),
      ])
    #expect(root["d"]?.location == SourceLocation(line: 9, column: 4))
  }

  @Test("resolves tags and aliases, and keeps merge keys as they are")
  func references() throws {
    let text = """
      %TAG !e! tag:example.com,2025:
      ---
      base: &base !e!thing {x: 1}
      copy: *base
      merged:
        <<: *base
      ? &outer
        [k]
      : *outer
      """
    let root = try #require(try read(text).first)
    #expect(root["base"]?.tag == "tag:example.com,2025:thing")
    #expect(root["copy"]?.tag == "tag:example.com,2025:thing")
    #expect(root["copy"]?["x"]?.value == .integer(1))
    #expect(root["merged"]?["<<"]?["x"]?.value == .integer(1))
    #expect(root["merged"]?.count == 1)
    let last = try #require(Array(root.members).last)
    #expect(last.key.elements.map(\.text) == ["k"])
    #expect(last.value.elements.map(\.text) == ["k"])
  }

  @Test("reads documents one by one")
  func documents() throws {
    let roots = try read("# none\n---\na: 1\n---\n---\n- b\n...\nc\n")
    #expect(roots.map(\.kind) == [.mapping, .scalar, .sequence, .scalar])
    #expect(roots.map(\.isNull) == [false, true, false, false])
    #expect(try read("").isEmpty)
    #expect(try read("# only a comment\n").isEmpty)
  }
}
