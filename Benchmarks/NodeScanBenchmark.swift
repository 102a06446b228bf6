import Scheduling

/// One pod against all nodes, by the default plugins: what a decision costs for each node where
/// nothing is known from earlier pods.
struct NodeScanBenchmark: Benchmark {
  static let name = "node-scan"
  static let summary = "ns/node of a full scan with the default plugins, beside a plain loop"

  func run() throws -> [BenchmarkRow] {
    try [1000, 5000, 50_000].map { nodes in
      let pods = 2_000_000 / nodes
      let seconds = try Measurement().seconds(
        preparing: {
          try PlacementModel(nodes: nodes, templates: 1, evaluation: .fullScan, percentage: 100)
        }, { $0.place(pods) },
        preparingBaseline: { PlainScan(nodes: nodes) }, baseline: { $0.place(pods) })
      let scans = Double(nodes * pods)
      return BenchmarkRow(
        Self.self, case: "\(nodes) nodes", seconds.work * 1e9 / scans, unit: "ns/node",
        baseline: .init(name: "loop over columns", figure: seconds.baseline * 1e9 / scans))
    }
  }
}
