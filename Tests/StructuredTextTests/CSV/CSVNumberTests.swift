import StructuredText
import Testing

@Suite struct CSVNumberTests {
  static let integers: [(String, Int64?)] = [
    ("0", 0), ("7", 7), ("-7", -7), ("+7", 7), ("007", 7), ("-0", 0),
    ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min),
    ("9223372036854775808", nil), ("-9223372036854775809", nil),
    ("92233720368547758070", nil), ("99999999999999999999999", nil),
    ("", nil), ("-", nil), ("+", nil), (" 1", nil), ("1 ", nil), ("1.0", nil), ("1e3", nil),
    ("0x1", nil), ("١", nil), ("--1", nil),
  ]

  @Test(arguments: integers) func integer(text: String, value: Int64?) throws {
    var reader = try CSVReader(Array("a,b\n\(text),\n".utf8), file: "t.csv")
    let a = try reader.column("a")
    let hasRow = reader.advance()
    #expect(hasRow)
    let found = reader.integer(a)
    #expect(found == value)
    #expect(reader.diagnostics.isEmpty == (value != nil))
  }

  static let decimals: [(String, Int, Int64?)] = [
    ("12.5", 3, 12_500), ("12", 3, 12_000), ("12.", 3, 12_000), (".5", 3, 500),
    ("-1.25", 2, -125), ("+1.25", 2, 125), ("1.2345", 3, 1_235), ("1.2344999", 3, 1_234),
    ("-1.2345", 3, -1_235), ("0.9995", 3, 1_000), ("0.5", 0, 1), ("0.49", 0, 0), ("7", 0, 7),
    ("9223372036854.775807", 6, Int64.max), ("9223372036854.775808", 6, nil),
    ("-9223372036854.775808", 6, Int64.min), ("9223372036854.7758075", 6, nil),
    ("1.000000000000000000000000000000000000001", 6, 1_000_000),
    ("10", 18, nil), ("9", 18, 9_000_000_000_000_000_000),
    ("", 3, nil), (".", 3, nil), ("-", 3, nil), ("-.", 3, nil), ("1.2.3", 3, nil),
    ("1e3", 3, nil), ("1,5", 3, nil), ("1.2x", 3, nil), ("1.2345x", 3, nil), ("NaN", 3, nil),
    ("inf", 3, nil), ("x1", 3, nil),
  ]

  @Test(arguments: decimals) func fixedDecimal(
    text: String, decimals: Int, value: Int64?
  ) throws {
    var reader = try CSVReader(Array("a,b\n\"\(text)\",\n".utf8), file: "t.csv")
    let a = try reader.column("a")
    let hasRow = reader.advance()
    #expect(hasRow)
    let found = reader.fixedDecimal(a, decimals: decimals)
    #expect(found == value)
    #expect(reader.diagnostics.isEmpty == (value != nil))
  }

  static let scaled: [(Int64, Int, Int, String)] = [
    (1_500_000, 6, 3, "1.500"), (1_500_000, 6, 6, "1.500000"), (1_499_500, 6, 3, "1.500"),
    (1_499_499, 6, 3, "1.499"), (-1_499_500, 6, 3, "-1.500"), (999_999, 6, 3, "1.000"),
    (-400, 6, 3, "0.000"), (-500, 6, 3, "-0.001"), (0, 6, 0, "0"), (500_000, 6, 0, "1"),
    (12, 0, 0, "12"), (12, 0, 2, "12.00"), (5, 3, 6, "0.005000"),
    (1, 18, 18, "0.000000000000000001"),
    (Int64.max, 6, 6, "9223372036854.775807"), (Int64.min, 6, 6, "-9223372036854.775808"),
    (Int64.min, 18, 0, "-9"), (Int64.max, 18, 1, "9.2"),
  ]

  @Test(arguments: scaled) func scaledNumber(
    value: Int64, scale: Int, decimals: Int, text: String
  ) {
    var writer = CSVWriter(columns: ["a"])
    writer.removeAll()
    writer.append(scaled: value, by: scale, decimals: decimals)
    writer.endRow()
    #expect(String(decoding: writer.bytes, as: UTF8.self) == text + "\n")
  }

  @Test func integersOfEveryLength() {
    var writer = CSVWriter(columns: ["a", "b", "c"])
    writer.removeAll()
    var expected = ""
    var power: Int64 = 1
    for exponent in 0...18 {
      if exponent > 0 { power *= 10 }
      let row = [power, power - 1, -power]
      for value in row { writer.append(integer: value) }
      writer.endRow()
      expected += row.map(String.init).joined(separator: ",") + "\n"
    }
    let extremes = [Int64.max, Int64.min, 0]
    for value in extremes { writer.append(integer: value) }
    writer.endRow()
    expected += extremes.map(String.init).joined(separator: ",") + "\n"
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
  }
}
