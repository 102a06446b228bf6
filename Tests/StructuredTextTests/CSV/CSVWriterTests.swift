import StructuredText
import Testing

@Suite struct CSVWriterTests {
  static let fields: [(String, String)] = [
    ("plain", "plain"), ("two words", "two words"), ("", "\"\""), ("a,b", "\"a,b\""),
    ("say \"hi\"", "\"say \"\"hi\"\"\""), ("\"", "\"\"\"\""), ("x\ny", "\"x\ny\""),
    ("x\r", "\"x\r\""), ("é😀", "é😀"), ("'", "'"), (" ", " "),
  ]

  @Test(arguments: fields) func quotesOnlyWhereNeeded(text: String, written: String) {
    var writer = CSVWriter(columns: ["a"])
    writer.removeAll()
    writer.append(text)
    writer.endRow()
    #expect(String(decoding: writer.bytes, as: UTF8.self) == written + "\n")
  }

  @Test func aTableHasAHeaderAndTypedFields() {
    var writer = CSVWriter(columns: ["time_seconds", "node, name", "pods", "note"])
    writer.append(scaled: 2_500_000, by: 6, decimals: 3)
    writer.append("worker-1")
    writer.append(integer: 110)
    writer.appendEmpty()
    writer.endRow()
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == "time_seconds,\"node, name\",pods,note\n2.500,worker-1,110,\n")
    #expect(writer.byteCount == writer.bytes.count)
  }

  /// Found by fuzzing: a first name that starts with U+FEFF lost it.
  @Test func aFirstNameThatLooksLikeAByteOrderMarkIsKept() throws {
    var writer = CSVWriter(columns: ["\u{FEFF}a", "\u{FEFF}b"])
    writer.append(integer: 1)
    writer.append(integer: 2)
    writer.endRow()
    let reader = try CSVReader(Array(writer.bytes), file: "t.csv")
    #expect(reader.header == ["\u{FEFF}a", "\u{FEFF}b"])
  }

  /// Found by fuzzing: a cited name with a line break made a message of two lines.
  @Test func aDiagnosticIsOneLine() {
    let problem = Diagnostic(.warning, file: "f", location: nil, message: "kind a\nb\u{1}\r\tc")
    #expect(problem.description == "f: warning: kind a\\nb\\u{1}\\r\\tc")
  }

  @Test func theBufferGrowsAndIsReused() {
    var writer = CSVWriter(columns: ["a", "b"], capacity: 1)
    let long = String(repeating: "0123456789", count: 1000)
    var expected = "a,b\n"
    for round in 0..<20 {
      writer.append(long)
      writer.append(integer: Int64(round))
      writer.endRow()
      expected += "\(long),\(round)\n"
    }
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    writer.removeAll()
    #expect(writer.bytes.isEmpty)
  }

  /// What is written is read back, whatever it is: over texts made of the bytes that matter.
  @Test(arguments: 0..<60 as Range<UInt64>)
  func whatIsWrittenIsReadBack(seed: UInt64) throws {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    func draw(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let alphabet = ["a", "\"", ",", "\n", "\r", "\r\n", " ", "é", "😀", "12345678", "#", "'"]
    let names = (0..<1 + draw(5)).map { "c\($0)" }
    let rows = (0..<draw(40)).map { _ in
      names.map { _ in (0..<draw(6)).map { _ in alphabet[draw(alphabet.count)] }.joined() }
    }
    var writer = CSVWriter(columns: names)
    for row in rows {
      for field in row { writer.append(field) }
      writer.endRow()
    }
    let text = String(decoding: writer.bytes, as: UTF8.self)
    let read = try readCSV(text)
    #expect(read.rows == rows, "seed \(seed)")
    #expect(read.problems == [], "seed \(seed)")
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func numbersAreReadBack(seed: UInt64) throws {
    var state = seed &+ 0x1234_5678_9ABC_DEF0
    var values: [Int64] = []
    var writer = CSVWriter(columns: ["integer", "seconds"])
    for _ in 0..<50 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Int64(bitPattern: state) >> Int64(state & 63)
      values.append(value)
      writer.append(integer: value)
      writer.append(scaled: value, by: 6, decimals: 6)
      writer.endRow()
    }
    var reader = try CSVReader(Array(writer.bytes), file: "t.csv")
    let columns = try reader.columns(["integer", "seconds"])
    var row = 0
    while reader.advance() {
      let integer = reader.integer(columns[0])
      #expect(integer == values[row], "seed \(seed)")
      let fixedDecimal = reader.fixedDecimal(columns[1], decimals: 6)
      #expect(fixedDecimal == values[row], "seed \(seed)")
      row += 1
    }
    #expect(row == values.count)
    try reader.finish()
  }
}
