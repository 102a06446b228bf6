/// Deployments, StatefulSets and Jobs, created, rolled and scaled: what an event costs in a cluster
/// of 5,000 nodes, beside one of 100 in the same run.
struct WorkloadsBenchmark: Benchmark {
  static let name = "workloads"
  static let summary = "Deployments, StatefulSets and Jobs: 150,000 pods on 5,000 nodes, and fewer"

  func run() throws -> [BenchmarkRow] {
    let small = MixedLoad(nodeCount: 100).run()
    return [100, 1000, 5000].flatMap { nodes in
      let load = MixedLoad(nodeCount: nodes)
      let outcome = nodes == 100 ? small : load.run()
      let name = "\(load.podCount) pods of \(load.workloadCount) workloads on \(nodes) nodes"
      return [
        BenchmarkRow(Self.self, case: name, outcome.seconds, unit: "s"),
        BenchmarkRow(
          Self.self, case: name + ", time", outcome.nanosecondsPerEvent, unit: "ns/event",
          baseline: .init(name: "100 nodes", figure: small.nanosecondsPerEvent)),
        BenchmarkRow(
          Self.self, case: name + ", allocations", outcome.allocationsPerEvent, unit: "/event",
          baseline: .init(name: "100 nodes", figure: small.allocationsPerEvent)),
      ]
    }
  }
}
