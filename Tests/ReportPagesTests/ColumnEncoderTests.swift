import SimulationEngine
import Testing

@testable import ReportPages

@Suite("Columns of a page's data")
struct ColumnEncoderTests {
  private static func text(_ column: [Int64]) -> String {
    var bytes: [UInt8] = []
    ColumnEncoder.append(column, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let cases: [(column: [Int64], text: String)] = [
    ([], "d"), ([0], "dA"), ([1], "dC"), ([-1], "dB"), ([15], "de"), ([16], "dgB"),
    ([0, 1, 2, 3], "dACCC"), ([7, 7, 7, 7, 7], "rOK"), ([15, -15, 15, -15], "peded"),
    ([100, 101], "doGC"),
  ]

  @Test("the shortest form, the first of equal ones", arguments: cases.indices)
  func forms(row: Int) {
    #expect(Self.text(Self.cases[row].column) == Self.cases[row].text)
  }

  @Test("random columns of every kind come back", arguments: 1...40)
  func roundTrip(seed: UInt64) {
    var draws = RandomStream(seed: seed, name: "columns")
    let bits = draws.bounded(63)
    let isRising = draws.bounded(2) == 0
    var column: [Int64] = []
    for _ in 0..<draws.bounded(300) {
      let value = Int64(draws.bounded(UInt64(1) << bits))
      let signed = draws.bounded(2) == 0 ? value : -value
      let next = isRising ? (column.last ?? 0) &+ value : signed
      column += Array(repeating: next, count: Int(1 + draws.bounded(3)))
    }
    #expect(ColumnDecoder.decode(Array(Self.text(column).utf8)) == column)
  }

  @Test("the ends of the range come back")
  func extremes() {
    let column: [Int64] = [.max, .min, 0, .min, .max, -1]
    #expect(ColumnDecoder.decode(Array(Self.text(column).utf8)) == column)
  }
}
