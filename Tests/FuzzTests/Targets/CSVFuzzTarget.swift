import StructuredText

extension FuzzTarget {
  /// What is read is written and read again: the same rows.
  static let csv = FuzzTarget(
    "csv",
    seeds: [
      "name,cpu_milli,memory_mib\nnode-0,64000,262144\nnode-1,32000,131072\n",
      "a,b\r\n\"x, \"\"y\"\"\",2\r\n\"line\nbreak\",-3.5\r\n",
      "\u{FEFF}größe\n\"\"\n1\n\n2", "a,b,c\n,,\n1,2\n",
    ],
    tokens: [
      ",", "\"", "\"\"", "\n", "\r\n", "\r", "\"\n\"", ",,,,", "12345678", "-1.5", "\u{FEFF}", "é",
      "9223372036854775808", "0.0000000000000000000000005",
    ],
    families: [
      .repeated("rows", "1,2,3\n", from: "a,b,c\n"),
      .repeated("short rows", "1\n", from: "a,b,c\n"),
      .repeated("one field of quotes", "\"\"", from: "a\n\"", to: "\"\n"),
      .repeated("an open quote and lines", "x\n", from: "a\n\""),
      .repeated("blank lines", "\n", from: "a,b\n1,2"),
      .repeated("one row of commas", ",", from: "a\n"),
      .numbered("a wide header") { "column\($0)," },
      .repeated("carriage returns", "\r", from: "a\n"),
      .repeated("spaces", " ", from: "a\n"),
      .repeated("quotes in fields", "x\"\n", from: "a\n"),
    ]
  ) { input throws(FuzzViolation) in
    guard let first = try readCSV(input) else { return false }
    var writer = CSVWriter(columns: first.header)
    for row in first.rows {
      for field in row { writer.append(field) }
      writer.endRow()
    }
    let written = Array(writer.bytes)
    let second = try readCSV(written)
    try FuzzViolation.unless(
      second?.header == first.header && second?.rows == first.rows, "rows changed by writing")
    return first.isWhole
  }

  private static func readCSV(
    _ input: [UInt8]
  ) throws(FuzzViolation) -> (header: [String], rows: [[String]], isWhole: Bool)? {
    var reader: CSVReader
    do throws(DiagnosticList) {
      reader = try CSVReader(input, file: "fuzz.csv")
    } catch {
      try FuzzViolation.unlessLocated(error.diagnostics, in: input)
      return nil
    }
    // Columns without a name cannot be told apart.
    let columns = reader.header.compactMap(reader.columnIfPresent)
    guard Set(columns).count == reader.header.count else { return nil }
    var rows: [[String]] = []
    while reader.advance() {
      rows.append(columns.map(reader.string))
      if rows.count % 7 == 0 {
        _ = reader.integer(columns[0])
        _ = reader.fixedDecimal(columns[0], decimals: 6)
      }
    }
    let problems = reader.diagnostics
    if !problems.isEmpty { try FuzzViolation.unlessLocated(problems, in: input) }
    return (reader.header, rows, problems.isEmpty)
  }
}
