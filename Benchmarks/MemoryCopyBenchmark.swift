/// How fast this machine moves bytes: the yardstick for every figure in MB/s.
struct MemoryCopyBenchmark: Benchmark {
  static let name = "memory-copy"
  static let summary = "MB/s of copying and of summing bytes through a span, beside memory copy"

  /// Bytes per repetition: far beyond the caches.
  private static let size = 64 << 20

  func run() -> [BenchmarkRow] {
    let measurement = Measurement()
    let source = [UInt8](repeating: 7, count: Self.size)
    var target = [UInt8](repeating: 0, count: Self.size)
    let copying = measurement.megabytesPerSecond(Self.size) {
      target.withUnsafeMutableBytes { bytes in
        source.withUnsafeBytes { bytes.copyMemory(from: $0) }
      }
    }
    keep(target)
    let summing = measurement.megabytesPerSecond(Self.size) { Self.sum(opaque(source)) }
    let baseline = BenchmarkRow.Baseline(name: "memory copy", figure: copying)
    return [
      BenchmarkRow(Self.self, case: "copy 64 MiB", copying, unit: "MB/s"),
      BenchmarkRow(Self.self, case: "sum of a span", summing, unit: "MB/s", baseline: baseline),
    ]
  }

  private static func sum(_ array: [UInt8]) -> Int {
    let bytes = array.span
    var sum = 0
    for index in bytes.indices { sum &+= Int(bytes[index]) }
    return sum
  }
}
