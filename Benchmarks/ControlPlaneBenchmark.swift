/// Pods of replication controllers through the whole control plane: created, scheduled, pulled,
/// started, ready.
struct ControlPlaneBenchmark: Benchmark {
  static let name = "control-plane"
  static let summary = "pods of replication controllers, created, scheduled, started, ready"

  func run() throws -> [BenchmarkRow] {
    var rows: [BenchmarkRow] = []
    for (nodes, pods) in [(10, 100), (100, 1000), (1000, 10_000), (10_000, 100_000)] {
      rows += Self.rows(of: Self.self, nodes: nodes, pods: pods)
    }
    return rows + Self.rows(of: Self.self, nodes: 5000, pods: 150_000)
  }

  /// The figures of one size, each beside the same run's with a scheduler that asks no plugin.
  static func rows<Subject: Benchmark>(
    of subject: Subject.Type, nodes: Int, pods: Int
  ) -> [BenchmarkRow] {
    var load = ControlPlaneLoad(nodeCount: nodes, podCount: pods, asksPlugins: false)
    let rest = load.run()
    load.asksPlugins = true
    let whole = load.run()
    func row(
      _ what: String, _ unit: String, _ figure: (ControlPlaneLoad.Outcome) -> Double
    ) -> BenchmarkRow {
      BenchmarkRow(
        subject, case: load.name + what, figure(whole), unit: unit,
        baseline: .init(name: "no plugins", figure: figure(rest)))
    }
    return [
      row("", "s") { $0.seconds },
      row(", time", "ns/event") { $0.seconds * 1e9 / Double($0.events) },
      row(", memory", "B/pod") { Double($0.residentBytes) / Double(pods) },
    ]
  }
}
