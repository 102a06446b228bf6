import StructuredText
import Testing

@Suite struct CSVErrorTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let rows: [[String]]
    let problems: [String]

    init(_ name: String, _ text: String, rows: [[String]] = [], _ problems: [String]) {
      testDescription = name
      self.text = text
      self.rows = rows
      self.problems = problems
    }
  }

  static let rows = [
    Case(
      "a short row, at its end; the rows around it are read",
      "a,b,c\n1,2,3\n4,5\n6,7,8\n", rows: [["1", "2", "3"], ["6", "7", "8"]],
      ["t.csv:3:4: error: expected 3 fields as in the header, found 2"]),
    Case(
      "a long row, at the first field too many",
      "a,b\n1,2\n3,4,\"5\",6\n", rows: [["1", "2"]],
      ["t.csv:3:5: error: expected 2 fields as in the header, found 4"]),
    Case(
      "ragged rows after a quoted line end have their true line",
      "a,b\n\"x\ny\n\nz\",2\n3\n", rows: [["x\ny\n\nz", "2"]],
      ["t.csv:6:2: error: expected 2 fields as in the header, found 1"]),
    Case(
      "a row that is short after a line break in it, at the line where it ends",
      "a,b\n\"x\nyy\"\n1,2\n", rows: [["1", "2"]],
      ["t.csv:3:3: error: expected 2 fields as in the header, found 1"]),
    Case(
      "a quote inside an unquoted field",
      "a,b\n1,2\n3,x\"y\"\n5,6\n", rows: [["1", "2"], ["5", "6"]],
      [
        "t.csv:3:4: error: a quote inside a field that does not start with one; "
          + "write the field as \"…\" and each quote in it twice"
      ]),
    Case(
      "text after a closing quote",
      "a,b\n\"1\"x,2\n5,6\n", rows: [["5", "6"]],
      [
        "t.csv:2:4: error: text after the closing quote of a field; expected a comma or the end "
          + "of the line (a quote inside a quoted field is written twice)"
      ]),
    Case(
      "a quote that is never closed, where it opens",
      "a,b\n1,2\nä,\"x\ny,z\n", rows: [["1", "2"]],
      ["t.csv:3:3: error: this quoted field is not closed before the end of the input"]),
    Case(
      "a carriage return within a line",
      "a,b\n1\r2,3\n4,5\n", rows: [["4", "5"]],
      [
        "t.csv:2:2: error: a carriage return that no line feed follows; lines end with LF or "
          + "CRLF, and a field that holds one is quoted"
      ]),
    Case(
      "every problem is found, in order",
      "a,b\n1\n2,3,4\nx\"\n5,6\n", rows: [["5", "6"]],
      [
        "t.csv:2:2: error: expected 2 fields as in the header, found 1",
        "t.csv:3:5: error: expected 2 fields as in the header, found 3",
        "t.csv:4:2: error: a quote inside a field that does not start with one; "
          + "write the field as \"…\" and each quote in it twice",
      ]),
  ]

  @Test(arguments: rows) func notes(_ example: Case) throws {
    let (rows, _, problems) = try readCSV(example.text)
    #expect(rows == example.rows)
    #expect(problems == example.problems)
  }

  static let inputs: [(String, [UInt8], String)] = [
    ("nothing", [], "t.csv:1:1: error: expected a header row, found an empty input"),
    (
      "blank lines only", Array("\n\r\n".utf8),
      "t.csv:1:1: error: expected a header row, found an empty input"
    ),
    (
      "a name twice", Array("a,b,\"a\"\n".utf8),
      "t.csv:1:5: error: the header names the column 'a' twice"
    ),
    (
      "invalid UTF-8", Array("a,b\n1,\u{E9}".utf8) + [0x80, 0x0A],
      "t.csv:2:4: error: invalid UTF-8; save the input as UTF-8"
    ),
    (
      "a character cut off by the end", Array("a\n".utf8) + [0xF0, 0x9F, 0x98],
      "t.csv:2:1: error: invalid UTF-8; save the input as UTF-8"
    ),
    (
      "an overlong form", Array("a\n12345678".utf8) + [0xE0, 0x80, 0x80],
      "t.csv:2:9: error: invalid UTF-8; save the input as UTF-8"
    ),
    (
      "half of a surrogate pair", Array("a\n".utf8) + [0xED, 0xA0, 0x80],
      "t.csv:2:1: error: invalid UTF-8; save the input as UTF-8"
    ),
    (
      "UTF-16", [0xFF, 0xFE, 0x61, 0x00],
      "t.csv:1:1: error: the input is UTF-16; save it as UTF-8"
    ),
    (
      "a header with an open quote", Array("a,\"b\n".utf8),
      "t.csv:1:3: error: this quoted field is not closed before the end of the input"
    ),
  ]

  @Test(arguments: inputs) func refuses(name: String, bytes: [UInt8], problem: String) throws {
    let error = #expect(throws: DiagnosticList.self) { try CSVReader(bytes, file: "t.csv") }
    #expect(error?.description == problem)
  }

  @Test func aMissingColumnListsWhatThereIs() throws {
    let reader = try CSVReader(Array("cpu_milli,memory_mib\n".utf8), file: "t.csv")
    let error = #expect(throws: DiagnosticList.self) {
      try reader.columns(["CPU milli", "memory_mib", "zone"])
    }
    #expect(
      error?.description == """
        t.csv:1:1: error: missing column 'CPU milli'; found: cpu_milli, memory_mib; \
        did you mean 'cpu_milli'?
        t.csv:1:1: error: missing column 'zone'; found: cpu_milli, memory_mib
        """)
  }

  @Test(arguments: [
    ("arrival_seconds", "arival", "; did you mean 'arival'?"),
    ("arrival_seconds", "arrival", "; did you mean 'arrival'?"),
    ("cpu_milli", "cpu", "; did you mean 'cpu'?"), ("cpu_milli", "gpu", ""),
    ("memory_mib", "zone", ""),
  ])
  func aColumnWithoutItsUnitIsSuggested(name: String, header: String, end: String) throws {
    let reader = try CSVReader(Array("\(header)\n".utf8), file: "t.csv")
    let error = #expect(throws: DiagnosticList.self) { try reader.column(name) }
    #expect(
      error?.description
        == "t.csv:1:1: error: missing column '\(name)'; found: \(header)\(end)")
  }

  /// Found by fuzzing: a name with a line break made a message of two lines.
  @Test func aNameOfTwoLinesIsShownOnOne() throws {
    var reader = try CSVReader(Array("\"a\nb\"\nx\n".utf8), file: "t.csv")
    let column = try reader.column("a\nb")
    let hasRow = reader.advance()
    #expect(hasRow)
    _ = reader.integer(column)
    #expect(
      reader.diagnostics.map(\.description) == [
        "t.csv:3:1: error: column 'a␣b': expected an integer, found 'x'"
      ])
  }

  @Test func wrongValuesAreNotedAtTheirCells() throws {
    let text =
      "name,size\n\"a\",big\n\"é\nb\",\"x\ty\"\nc,\nd,12\ne,\(String(repeating: "9", count: 50))\n"
    var reader = try CSVReader(Array(text.utf8), file: "t.csv")
    let size = try reader.column("size")
    var values: [Int64?] = []
    while reader.advance() { values.append(reader.integer(size, in: 0...10)) }
    #expect(values == [nil, nil, nil, nil, nil])
    let error = #expect(throws: DiagnosticList.self) { try reader.finish() }
    #expect(
      error?.description == """
        t.csv:2:5: error: column 'size': expected an integer from 0 to 10, found 'big'
        t.csv:4:4: error: column 'size': expected an integer from 0 to 10, found 'x␣y'
        t.csv:5:3: error: column 'size': expected an integer from 0 to 10, found nothing
        t.csv:6:3: error: column 'size': expected an integer from 0 to 10, found '12'
        t.csv:7:3: error: column 'size': expected an integer from 0 to 10, \
        found '\(String(repeating: "9", count: 40))…'
        """)
  }

  static let limits: [(String, CSVLimits, String)] = [
    ("bytes", CSVLimits(bytes: 5), "t.csv: error: the input has 15 bytes; the limit is 5"),
    (
      "rows", CSVLimits(rows: 1),
      "t.csv:3:1: error: the input has more than 1 rows, which is the limit"
    ),
    (
      "fields", CSVLimits(fields: 1),
      "t.csv:1:3: error: the row has more than 1 fields, which is the limit"
    ),
    (
      "bytes of a field", CSVLimits(fieldBytes: 3),
      "t.csv:3:3: error: the field has more than 3 bytes, which is the limit"
    ),
  ]

  @Test(arguments: limits) func limitsHaveTheirOwnErrors(
    name: String, limits: CSVLimits, problem: String
  ) throws {
    let error = #expect(throws: DiagnosticList.self) {
      var reader = try CSVReader(Array("a,b\n1,2\n3,4567\n".utf8), file: "t.csv", limits: limits)
      while reader.advance() {}
      try reader.finish()
    }
    #expect(error?.description == problem)
  }

  @Test func aHopelessInputIsGivenUp() throws {
    let text = "a,b\n" + String(repeating: "1\n", count: 1000)
    let (rows, _, problems) = try readCSV(text)
    #expect(rows == [])
    #expect(problems.count == CSVReader.maximumDiagnostics + 1)
    #expect(problems.last == "t.csv:101:2: error: 100 problems found; the rest is not read")
  }
}
