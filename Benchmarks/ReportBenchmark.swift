import ClusterSimulation
import ClusterState
import KubernetesObjects
import RunReports
import SimulationEngine
import StructuredText

/// How fast a run becomes a report: the lives of many pods, their distributions and their table.
struct ReportBenchmark: Benchmark {
  static let name = "report"
  static let summary = "ns/pod to analyse a run, MB/s of its table of pods, beside memory copy"

  private static let podCount = 200_000
  private static let nodeCount = 1_000

  func run() throws -> [BenchmarkRow] {
    let measurement = Measurement(repetitions: 3)
    let source = try Self.source()
    let identity = RunIdentity(version: "benchmark")
    let analysing = measurement.nanosecondsPerOperation(Self.podCount) {
      RunReport(opaque(source), identity: identity)
    }
    let report = RunReport(source, identity: identity)
    let table = report.bytes(of: "pods.csv") ?? []
    let writing = measurement.megabytesPerSecond(table.count) { report.bytes(of: "pods.csv") }
    let copying = measurement.megabytesPerSecond(table.count) { Self.copy(opaque(table)) }
    let digesting = measurement.megabytesPerSecond(table.count) {
      var digest = RecordingDigest()
      digest.update(table[...])
      return digest
    }
    let hashing = measurement.megabytesPerSecond(table.count / 8) {
      SHA256.hexDigest(of: Array(table[..<(table.count / 8)]))
    }
    let baseline = BenchmarkRow.Baseline(name: "memory copy", figure: copying)
    return [
      BenchmarkRow(Self.self, case: "analyse", analysing, unit: "ns/pod"),
      BenchmarkRow(Self.self, case: "pods.csv", writing, unit: "MB/s", baseline: baseline),
      BenchmarkRow(Self.self, case: "FNV-1a", digesting, unit: "MB/s", baseline: baseline),
      BenchmarkRow(Self.self, case: "SHA-256", hashing, unit: "MB/s", baseline: baseline),
    ]
  }

  private static func copy(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: bytes.count) { room, count in
      _ = room.initialize(fromContentsOf: bytes)
      count = bytes.count
    }
  }

  /// A cluster of pods that were placed, got ready, and in part ended.
  private static func source() throws -> ReportSource {
    var random = RandomStream(seed: 1, name: "report")
    var cluster = ClusterState()
    let amounts = ResourceAmounts(milliCPU: 64_000, memoryBytes: 256 << 30)
    for row in 0..<nodeCount {
      _ = try cluster.addNode(
        NodeRecord(
          name: cluster.symbols.intern("worker-\(row)"), pool: cluster.symbols.intern("worker"),
          labels: .empty, capacity: amounts, allocatable: amounts, allocatablePods: 1_000,
          ready: .yes, created: .zero),
        at: .zero)
    }
    let owners = try (0..<100).map { try owner($0, in: &cluster) }
    for row in 0..<podCount {
      let owner = owners[row % owners.count]
      let record = cluster.workloads[owner.row]
      let created = SimulationTime.milliseconds(Int64(row))
      let pod = try cluster.createPod(
        template: record.template, name: PodName(base: record.podNameBase, suffix: Int32(row)),
        owner: owner, at: created)
      let bound = created + .microseconds(Int64(random.index(below: 5_000_000)))
      _ = cluster.bind(pod, to: NodeID(random.index(below: nodeCount)), at: bound)
      let started = bound + .microseconds(Int64(random.index(below: 20_000_000)))
      cluster.report(pod, phase: .running, isReady: true, restarts: 0, at: started)
      if row % 2 == 0 {
        let end = started + .microseconds(Int64(random.index(below: 3_600_000_000)))
        cluster.report(pod, phase: .succeeded, isReady: false, restarts: 0, at: end)
      }
    }
    let configuration = SimulationConfiguration(
      name: "benchmark", controlPlane: ControlPlaneSettings(profile: .modern))
    return ReportSource(
      configuration: configuration, cluster: cluster, recording: Recording(), end: .hours(2))
  }

  private static func owner(
    _ row: Int, in cluster: inout ClusterState
  ) throws -> WorkloadID {
    var pod = Pod()
    pod.metadata.labels = ["app": "app-\(row)"]
    pod.spec.containers = [Container(name: "main", image: "registry.example/app:\(row)")]
    return try cluster.createWorkload(
      .replicaSet, name: cluster.symbols.intern("app-\(row)"),
      selector: cluster.compile(LabelSelector(matching: ["app": "app-\(row)"])),
      template: cluster.template(for: pod), replicas: 1, minReady: .zero, at: .zero)
  }
}
