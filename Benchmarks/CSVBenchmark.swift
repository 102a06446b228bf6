import Foundation
import StructuredText

/// How fast CSV goes in and out: six fields a row, three of them numbers.
struct CSVBenchmark: Benchmark {
  static let name = "csv"
  static let summary = "MB/s of CSV in and out, beside splitting and interpolating strings"

  private static let columns = ["time_seconds", "node", "zone", "resource", "requested", "pods"]
  private static let rowCount = 400_000

  func run() throws -> [BenchmarkRow] {
    let measurement = Measurement(repetitions: 5)
    let text = Self.write(Self.rowCount)
    // The baselines take a tenth of the rows: a figure per byte does not depend on how many.
    let tenth = Self.write(Self.rowCount / 10)
    let tenthText = String(decoding: tenth, as: UTF8.self)

    let out = measurement.megabytesPerSecond(text.count) {
      Self.write(Self.rowCount, handingOn: true).count
    }
    let interpolated = measurement.megabytesPerSecond(tenth.count) {
      Self.interpolate(Self.rowCount / 10)
    }
    let scanned = try measurement.megabytesPerSecond(text.count) { try Self.scan(text) }
    let numbers = try measurement.megabytesPerSecond(text.count) { try Self.sum(text) }
    let split = measurement.megabytesPerSecond(tenth.count) { Self.sumSplitting(tenthText) }

    let splitting = BenchmarkRow.Baseline(name: "String.split", figure: split)
    return [
      BenchmarkRow(
        Self.self, case: "out", out, unit: "MB/s",
        baseline: BenchmarkRow.Baseline(name: "interpolation", figure: interpolated)),
      BenchmarkRow(
        Self.self, case: "in, rows", scanned, unit: "MB/s", baseline: splitting),
      BenchmarkRow(
        Self.self, case: "in, three numbers a row", numbers, unit: "MB/s", baseline: splitting),
    ]
  }

  /// The values of one row: seconds in microseconds, a node's number, a request, a count.
  private static func values(_ row: Int) -> (Int64, Int, Int64, Int64) {
    (Int64(row) * 10_000_000 + 250_000, row % 5000, Int64(row &* 7919 % 64_000), Int64(row % 110))
  }

  private static let nodes = (0..<5000).map { "worker-\($0)" }
  private static let zones = ["zone-a", "zone-b", "zone-c"]

  /// The text of `count` rows, or, where it is handed on piece by piece, its last piece.
  private static func write(_ count: Int, handingOn: Bool = false) -> [UInt8] {
    var writer = CSVWriter(columns: columns, capacity: 2 << 20)
    for row in 0..<count {
      let (time, node, requested, pods) = values(row)
      writer.append(scaled: time, by: 6, decimals: 3)
      writer.append(nodes[node])
      writer.append(zones[row % 3])
      writer.append("cpu")
      writer.append(integer: requested)
      writer.append(integer: pods)
      writer.endRow()
      if handingOn && writer.byteCount > 1 << 20 {
        keep(writer.byteCount)
        writer.removeAll()
      }
    }
    return Array(writer.bytes)
  }

  private static func interpolate(_ count: Int) -> [UInt8] {
    var text = columns.joined(separator: ",") + "\n"
    for row in 0..<count {
      let (time, node, requested, pods) = values(row)
      let seconds = "\(time / 1_000_000).\(time % 1_000_000 / 1000)"
      text += "\(seconds),\(nodes[node]),\(zones[row % 3]),cpu,\(requested),\(pods)\n"
    }
    return Array(text.utf8)
  }

  private static func scan(_ text: [UInt8]) throws -> Int {
    var rows = try CSVReader(text, file: "benchmark.csv")
    while rows.advance() {}
    try rows.finish()
    return rows.rowCount
  }

  private static func sum(_ text: [UInt8]) throws -> Int64 {
    var rows = try CSVReader(text, file: "benchmark.csv")
    let time = try rows.column("time_seconds")
    let requested = try rows.column("requested")
    let pods = try rows.column("pods")
    var sum: Int64 = 0
    while rows.advance() {
      sum &+= rows.fixedDecimal(time, decimals: 6) ?? 0
      sum &+= rows.integer(requested) ?? 0
      sum &+= rows.integer(pods) ?? 0
    }
    try rows.finish()
    return sum
  }

  private static func sumSplitting(_ text: String) -> Double {
    var sum = 0.0
    for line in text.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      sum += (Double(fields[0]) ?? 0) * 1e6
      sum += Double(Int64(fields[4]) ?? 0)
      sum += Double(Int64(fields[5]) ?? 0)
    }
    return sum
  }
}
