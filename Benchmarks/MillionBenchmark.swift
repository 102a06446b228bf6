/// A million pods on a hundred thousand nodes through the whole control plane.
struct MillionBenchmark: Benchmark {
  static let name = "million"
  static let summary = "1,000,000 pods on 100,000 nodes through the control plane; only when named"
  static let runsUnnamed = false

  func run() throws -> [BenchmarkRow] {
    ControlPlaneBenchmark.rows(of: Self.self, nodes: 100_000, pods: 1_000_000)
  }
}
