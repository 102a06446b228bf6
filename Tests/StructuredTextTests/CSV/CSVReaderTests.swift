import StructuredText
import Testing

/// Every row of `text` as strings, with the problems met.
func readCSV(
  _ text: String, header: CSVHeader = .firstRow, limits: CSVLimits = .standard
) throws -> (rows: [[String]], lines: [Int], problems: [String]) {
  var reader = try CSVReader(Array(text.utf8), file: "t.csv", header: header, limits: limits)
  let columns = try reader.columns(reader.header)
  var rows: [[String]] = []
  var lines: [Int] = []
  while reader.advance() {
    rows.append(columns.map(reader.string))
    lines.append(reader.line)
  }
  return (rows, lines, reader.diagnostics.map(\.description))
}

@Suite struct CSVReaderTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let rows: [[String]]
    var lines: [Int]?

    init(_ name: String, _ text: String, _ rows: [[String]], lines: [Int]? = nil) {
      testDescription = name
      self.text = text
      self.rows = rows
      self.lines = lines
    }
  }

  static let cases = [
    Case("plain fields", "a,b\n1,2\n3,4\n", [["1", "2"], ["3", "4"]], lines: [2, 3]),
    Case("the last line needs no line end", "a,b\n1,2", [["1", "2"]]),
    Case("CRLF ends a line like LF", "a,b\r\n1,2\r\n3,4\n", [["1", "2"], ["3", "4"]]),
    Case("a last line that ends in a lone CR", "a,b\n1,2\r", [["1", "2"]]),
    Case("a byte order mark is no part of the first name", "\u{FEFF}a,b\n1,2\n", [["1", "2"]]),
    Case("empty fields are empty", "a,b,c\n,,\n1,,3\n", [["", "", ""], ["1", "", "3"]]),
    Case("quotes are taken off", "a,b\n\"1\",\"2\"\n", [["1", "2"]]),
    Case("a doubled quote is one quote", "a\n\"say \"\"hi\"\"\"\n", [["say \"hi\""]]),
    Case("only doubled quotes", "a\n\"\"\"\"\"\"\n", [["\"\""]]),
    Case("a quoted comma is text", "a,b\n\"1,5\",2\n", [["1,5", "2"]]),
    Case(
      "a quoted line end is text, and later rows know their lines",
      "a,b\n\"x\ny\r\nz\",2\n3,4\n", [["x\ny\r\nz", "2"], ["3", "4"]], lines: [2, 5]),
    Case("an empty quoted field ends the input", "a,b\n1,\"\"", [["1", ""]]),
    Case("spaces are part of a field", "a,b\n 1 , 2\n", [[" 1 ", " 2"]]),
    Case("blank lines are passed over", "a,b\n\n1,2\n\r\n\n3,4\n\n", [["1", "2"], ["3", "4"]]),
    Case("a quoted empty line is a row", "a\n\"\"\n\nx\n", [[""], ["x"]], lines: [2, 4]),
    Case("a header alone", "a,b\n", []),
    Case("characters beyond ASCII", "größe,名\nÄ😀,é\n", [["Ä😀", "é"]]),
    Case(
      "fields longer than a machine word",
      "a,b\n0123456789abcdef!%*+,(a b c d e f) #12345678\n",
      [["0123456789abcdef!%*+", "(a b c d e f) #12345678"]]),
    Case("quoted header names", "\"a,b\",\"c\"\n1,2\n", [["1", "2"]]),
  ]

  @Test(arguments: cases) func reads(_ example: Case) throws {
    let (rows, lines, problems) = try readCSV(example.text)
    #expect(rows == example.rows)
    #expect(problems == [])
    if let expected = example.lines { #expect(lines == expected) }
  }

  @Test func aHeaderCanBeGivenByTheCaller() throws {
    let (rows, _, problems) = try readCSV("1,2\n3,4\n", header: .named(["x", "y"]))
    #expect(rows == [["1", "2"], ["3", "4"]])
    #expect(problems == [])
  }

  @Test func columnsAreFoundByName() throws {
    var reader = try CSVReader(Array("b,a\n1,2\n".utf8), file: "t.csv")
    let a = try reader.column("a")
    let b = try reader.column("b")
    #expect(a.index == 1)
    #expect(reader.columnIfPresent("c") == nil)
    let hasRow = reader.advance()
    #expect(hasRow)
    let first = reader.integer(a)
    #expect(first == 2)
    let second = reader.integer(b)
    #expect(second == 1)
    #expect(reader.matches(a, "2") && !reader.matches(a, "22") && !reader.isEmpty(a))
    #expect(Array(reader.rawBytes(a)) == Array("2".utf8))
    let more = [reader.advance(), reader.advance()]
    #expect(more == [false, false])
    #expect(reader.rowCount == 1)
  }

  @Test func aMatchSeesThroughDoubledQuotes() throws {
    var reader = try CSVReader(Array("a\n\"x\"\"y\"\n".utf8), file: "t.csv")
    let a = try reader.column("a")
    let hasRow = reader.advance()
    #expect(hasRow)
    #expect(reader.matches(a, "x\"y") && !reader.matches(a, "x\"\"y"))
  }
}
