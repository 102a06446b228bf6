import StructuredText
import Testing

/// A text and the problem that a reader must find in it; nil where it must read it.
struct ReadingCase: Sendable, CustomTestStringConvertible {
  let sentence: String
  let text: String
  let problem: String?
  var testDescription: String { sentence }

  init(_ sentence: String, _ text: String, _ problem: String? = nil) {
    (self.sentence, self.text, self.problem) = (sentence, text, problem)
  }
}

/// What the reader says of `text`: its problems, or nil.
private func problem(of text: String, limits: TextLimits = .default) -> String? {
  do throws(DiagnosticList) {
    _ = try JSONReader.read(Array(text.utf8), file: "t", limits: limits)
    return nil
  } catch {
    return error.description
  }
}

private func read(_ text: String) throws -> SyntaxNode {
  try JSONReader.read(Array(text.utf8), file: "t")
}

@Suite("JSON reader")
struct JSONReaderTests {
  static let grammar = [
    ReadingCase("an object", #"{"a": 1, "b": [true, false, null]}"#),
    ReadingCase("every escape", #""\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00""#),
    ReadingCase("white space around", " \t\r\n[ 1 , 2 ]\n"),
    ReadingCase("an empty object", "{ }"),
    ReadingCase("an empty array", "[ ]"),
    ReadingCase("a number with all parts", "-12.50E+07"),
    ReadingCase("a number beyond 64 bits", "123456789012345678901234567890"),
    ReadingCase("a byte order mark", "\u{FEFF}1"),
    ReadingCase(
      "nothing", "", "t:1:1: error: expected a value, but the text ends here"),
    ReadingCase(
      "a second value", "1 2",
      #"t:1:3: error: expected the end of the text after its value, not "2""#),
    ReadingCase(
      "a trailing comma in an array", "[1,]", #"t:1:4: error: expected a value, not "]""#),
    ReadingCase(
      "a trailing comma in an object", #"{"a":1,}"#,
      #"t:1:8: error: expected a key in double quotes, not "}""#),
    ReadingCase("a missing comma", "[1 2]", #"t:1:4: error: expected "," or "]", not "2""#),
    ReadingCase(
      "a missing colon", #"{"a" 1}"#, #"t:1:6: error: expected ":" after a key, not "1""#),
    ReadingCase(
      "an unquoted key", "{a: 1}",
      #"t:1:2: error: expected a key in double quotes or "}", not "a""#),
    ReadingCase(
      "single quotes", "['a']",
      #"t:1:2: error: expected a value, not "'"; JSON has double quotes only"#),
    ReadingCase(
      "a comment", "// a\n1",
      #"t:1:1: error: expected a value, not "/"; JSON has no comments"#),
    ReadingCase(
      "not-a-number", "[NaN]",
      #"t:1:2: error: expected a value, not "NaN"; JSON has no such number"#),
    ReadingCase(
      "Python's true", "True", #"t:1:1: error: expected a value, not "True"; write true"#),
    ReadingCase("a longer word", "nullable", #"t:1:1: error: expected a value, not "nullable""#),
    ReadingCase(
      "a leading zero", "012", "t:1:1: error: a number must not begin with 0 and a further digit"),
    ReadingCase("a bare point", ".5", #"t:1:1: error: expected a value, not ".""#),
    ReadingCase(
      "a point without digits", "1.",
      "t:1:3: error: expected a digit after the decimal point of a number, but the text ends here"),
    ReadingCase(
      "an exponent without digits", "1e+",
      "t:1:4: error: expected a digit in the exponent of a number, but the text ends here"),
    ReadingCase("a plus sign", "+1", #"t:1:1: error: expected a value, not "+""#),
    ReadingCase(
      "an open string", "\"abc", "t:1:1: error: the string has no closing quotation mark"),
    ReadingCase(
      "a line break in a string", "\"a\nb\"",
      #"t:1:3: error: control character in a string; write it as \u000A"#),
    ReadingCase(
      "an unknown escape", #""\x""#,
      #"t:1:2: error: unknown escape in a string; a backslash itself is written \\"#),
    ReadingCase(
      "half a surrogate pair", #""\uD83Dx""#,
      #"t:1:2: error: half of a surrogate pair; expected \uD800…\uDBFF followed by \uDC00…\uDFFF"#),
    ReadingCase(
      "the wrong half of a surrogate pair", #""\uDE00\uD83D""#,
      #"t:1:2: error: half of a surrogate pair; expected \uD800…\uDBFF followed by \uDC00…\uDFFF"#),
    ReadingCase(
      "three hexadecimal digits", #""\u12G4""#,
      #"t:1:2: error: expected four hexadecimal digits after \u"#),
    ReadingCase(
      "an open array", "[1", #"t:1:3: error: expected "," or "]", but the text ends here"#),
    ReadingCase("the wrong bracket", "[1}", #"t:1:3: error: expected "," or "]", not "}""#),
    ReadingCase(
      "a key twice", "{\"a\": 1,\n \"a\": 2}",
      #"t:2:2: error: the key "a" is in this mapping already, at line 1, column 2; a key "#
        + "may come once"
    ),
    ReadingCase(
      "a key twice, once with an escape", #"{"a": 1, "\u0061": 2}"#,
      #"t:1:10: error: the key "a" is in this mapping already, at line 1, column 2; a key "#
        + "may come once"
    ),
  ]

  @Test("reads JSON and nothing else", arguments: Self.grammar)
  func example(_ example: ReadingCase) {
    #expect(problem(of: example.text) == example.problem)
  }

  static let values: [(String, ScalarValue)] = [
    ("null", .null), ("true", .boolean(true)), ("false", .boolean(false)), ("0", .integer(0)),
    ("-0", .integer(0)), ("9223372036854775807", .integer(.max)),
    ("-9223372036854775808", .integer(.min)),
    ("9223372036854775808", .float(9_223_372_036_854_775_808)), ("1e3", .float(1000)),
    ("1.0", .float(1)), ("0.1", .float(0.1)), ("1e999", .float(.infinity)),
    (#""1""#, .string("1")), (#""null""#, .string("null")), (#""""#, .string("")),
    (#""\u00e9\n\uD83D\uDE00""#, .string("é\n😀")), (#""a\u0000b""#, .string("a\0b")),
  ]

  @Test("types values", arguments: Self.values)
  func value(text: String, expected: ScalarValue) throws {
    #expect(try read(text).value == expected)
  }

  @Test("keeps the text of numbers", arguments: ["1e3", "1.0", "-0", "1E+05"])
  func numberText(text: String) throws {
    let node = try read(text)
    #expect(node.text == text)
    #expect(node.isPlain)
  }

  @Test("walks elements and members in the order of the text")
  func walk() throws {
    let root = try read("{\"b\": [1, [], {\"x\": null}],\n  \"a\": {\"é\": \"z\"}, \"c\": 7}")
    #expect(root.kind == .mapping)
    #expect(root.count == 3)
    #expect(root.members.map(\.key.text) == ["b", "a", "c"])
    #expect(root.members.map(\.key.location.column) == [2, 3, 20])
    #expect(root["b"]?.elements.map(\.kind) == [.scalar, .sequence, .mapping])
    #expect(root["b"]?.elements.map(\.count) == [0, 0, 1])
    #expect(root["a"]?["é"]?.text == "z")
    #expect(root["a"]?["é"]?.location == SourceLocation(line: 2, column: 14))
    #expect(root["c"]?.value == .integer(7))
    #expect(root["d"] == nil)
    #expect(root["c"]?.elements.isEmpty == true)
    #expect(root["b"]?.elements.first?.diagnostic(.warning, "m").description == "t:1:8: warning: m")
  }

  @Test("reads a value a line, and tells the problems of all lines")
  func lines() throws {
    let text = "{\"a\": 1}\n\n [2]\r\n\"x\""
    let roots = try JSONReader.readLines(Array(text.utf8), file: "t")
    #expect(roots.map(\.location.line) == [1, 3, 4])
    #expect(roots.map(\.kind) == [.mapping, .sequence, .scalar])
    let error = #expect(throws: DiagnosticList.self) {
      try JSONReader.readLines(Array("[1\n2\n3 4\n{\"a\":1,\"a\":2}".utf8), file: "t")
    }
    #expect(error?.diagnostics.compactMap(\.location?.line) == [1, 3, 4])
    let node = try JSONReader.read(Array("\n[]".utf8), file: "t", line: 41)
    #expect(node.location == SourceLocation(line: 42, column: 1))
  }

  @Test("stops at each limit with its own words")
  func limits() {
    #expect(
      problem(of: "[1, 2]", limits: TextLimits(documentBytes: 5))
        == "t: error: the text has 6 bytes; the limit is 5")
    #expect(
      problem(of: "[[[]]]", limits: TextLimits(nestingDepth: 2))
        == "t:1:3: error: collections lie one inside another deeper than the limit, 2")
    #expect(
      problem(of: "[1, 2]", limits: TextLimits(nodeCount: 2))
        == "t:1:5: error: the text has more nodes than the limit, 2")
    let deep = String(repeating: "[", count: 1_000_000)
    #expect(
      problem(of: deep)
        == "t:1:257: error: collections lie one inside another deeper than the limit, 256")
  }

  @Test("finds keys that come twice in large objects")
  func manyKeys() {
    let keys = (0..<2000).map { "\"key\($0 * 7919 % 2000)\": 0" }
    #expect(problem(of: "{" + keys.joined(separator: ",") + "}") == nil)
    let twice = "{" + keys.joined(separator: ",\n") + ",\n\"key7\": 1,\n\"key7\": 2}"
    #expect(problem(of: twice)?.split(separator: "\n").count == 2)
  }
}
