import KubernetesObjects

/// How fast quantities are read, as every manifest and trace has them by the thousand.
struct QuantityBenchmark: Benchmark {
  static let name = "quantity"
  static let summary = "ns per quantity read, added and printed, beside reading a plain integer"

  /// Quantities a repetition.
  private static let count = 200_000

  func run() throws -> [BenchmarkRow] {
    let measurement = Measurement()
    let suffixes = ["m", "Mi", "", "Gi", "k"]
    let texts = (0..<Self.count).map { String($0 % 4000 + 1) + suffixes[$0 % suffixes.count] }
    let integers = (0..<Self.count).map { String($0 % 4000 + 1_000_000) }
    let plain = measurement.nanosecondsPerOperation(Self.count) {
      opaque(integers).reduce(into: 0 as Int64) { $0 &+= Int64($1) ?? 0 }
    }
    let baseline = BenchmarkRow.Baseline(name: "Int64(text)", figure: plain)
    let quantities = try texts.map { try Quantity(parsing: $0) }
    let reading = try measurement.nanosecondsPerOperation(Self.count) {
      var sum: Int64 = 0
      for text in opaque(texts) { sum &+= try Quantity(parsing: text).milliValue }
      return sum
    }
    let adding = measurement.nanosecondsPerOperation(Self.count) {
      opaque(quantities).reduce(.zero, +)
    }
    let printing = measurement.nanosecondsPerOperation(Self.count) {
      opaque(quantities).reduce(0) { $0 + $1.description.utf8.count }
    }
    return [
      BenchmarkRow(Self.self, case: "read", reading, unit: "ns/quantity", baseline: baseline),
      BenchmarkRow(Self.self, case: "add", adding, unit: "ns/quantity", baseline: baseline),
      BenchmarkRow(Self.self, case: "print", printing, unit: "ns/quantity", baseline: baseline),
    ]
  }
}
