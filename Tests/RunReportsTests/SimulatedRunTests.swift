import ClusterSimulation
import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine
import Testing

@testable import RunReports

/// Reports of simulated runs, against recomputations as slow and plain as can be.
@Suite("Reports of simulated runs")
struct SimulatedRunTests {
  /// A small cluster in which a node dies and comes back, and jobs arrive.
  private static func configuration(
    _ profile: ControlPlaneSettings.Profile, seed: UInt64
  ) throws -> SimulationConfiguration {
    var configuration = SimulationConfiguration(
      name: "small", controlPlane: ControlPlaneSettings(profile: profile))
    configuration.seed = seed
    configuration.ending = .at(.minutes(20))
    var node = Node()
    node.status.capacity = [.cpu: Quantity(2), .memory: Quantity(8 << 30), .pods: Quantity(20)]
    configuration.nodePools = [
      NodePool(name: "left", count: 2, template: node),
      NodePool(name: "right", count: 1, template: node),
    ]
    configuration.initialObjects = [
      controller(replicas: 6), service(),
    ]
    var behavior = PodBehavior()
    behavior.runtime = .exponential(try ExponentialDistribution(mean: 60))
    var job = Pod()
    job.metadata = ObjectMeta(name: "", namespace: "jobs", labels: ["app": "job"])
    job.spec = spec(milliCPU: 700)
    configuration.workloads = [
      WorkloadGenerator(
        name: "job", template: job,
        interarrival: .exponential(try ExponentialDistribution(mean: 20)),
        behavior: behavior, from: .zero, until: .minutes(15), limit: nil)
    ]
    configuration.timeline = [
      TimelineEntry(at: .minutes(5), .fail(.node("left-0"))),
      TimelineEntry(at: .minutes(14), .recover(.node("left-0"))),
    ]
    return configuration
  }

  private static func controller(replicas: Int32) -> ReplicationController {
    var controller = ReplicationController()
    controller.metadata = ObjectMeta(name: "web", namespace: "default")
    controller.spec.replicas = replicas
    controller.spec.selector = ["app": "web"]
    controller.spec.template.metadata.labels = ["app": "web"]
    controller.spec.template.spec = spec(milliCPU: 100)
    return controller
  }

  private static func service() -> Service {
    var service = Service()
    service.metadata = ObjectMeta(name: "web", namespace: "default")
    service.spec.selector = ["app": "web"]
    return service
  }

  private static func spec(milliCPU: Int64) -> PodSpec {
    var spec = PodSpec()
    var container = Container(name: "c", image: "registry.example/web:1")
    container.resources.requests = [.cpu: Quantity(milliValue: milliCPU)]
    spec.containers = [container]
    spec.restartPolicy = .always
    return spec
  }

  private static func source(
    _ profile: ControlPlaneSettings.Profile, seed: UInt64 = 1
  ) throws -> ReportSource {
    var simulation = Simulation(try configuration(profile, seed: seed))
    simulation.runToEnd()
    return ReportSource(simulation.state)
  }

  @Test("equal runs write equal bytes, and another seed other ones")
  func determinism() throws {
    let identity = RunIdentity(version: "0.1.0")
    let first = RunReport(try Self.source(.textbook), identity: identity)
    let second = RunReport(try Self.source(.textbook), identity: identity)
    for name in first.fileNames {
      #expect(first.bytes(of: name) == second.bytes(of: name), "\(name)")
    }
    let other = RunReport(try Self.source(.textbook, seed: 2), identity: identity)
    #expect(first.digest() != other.digest())
  }

  @Test(
    "every distribution of every group equals one worked out from a plain list",
    arguments: 1...3 as ClosedRange<UInt64>)
  func distributions(seed: UInt64) throws {
    let source = try Self.source(.classic, seed: seed)
    let run = RunAnalysis(source)
    var found = 0
    for stage in LatencyStage.allCases {
      let durations = (0..<source.cluster.pods.count).compactMap { row in
        stage.duration(of: row, source.cluster.pods[PodID(row)], source).map { (row, $0) }
      }
      var groups = ["all": durations.map(\.1)]
      for (row, duration) in durations {
        for name in Self.groups(of: row, source) { groups[name, default: []].append(duration) }
      }
      for (name, observed) in groups where !observed.isEmpty {
        found += 1
        let values = observed.map(\.microseconds)
        let quantiles = ExactQuantiles(values)
        let distribution = try #require(run.latencies.distribution(stage, group: name))
        let open = observed.count { !$0.isOver }
        #expect(distribution.waiting == open, "seed \(seed), \(stage), \(name)")
        #expect(distribution.count == values.count - open, "seed \(seed), \(stage), \(name)")
        #expect(distribution.p50 == quantiles.value(at: .p50), "seed \(seed), \(stage), \(name)")
        #expect(distribution.p99 == quantiles.value(at: .p99), "seed \(seed), \(stage), \(name)")
        #expect(distribution.maximum == quantiles.maximum, "seed \(seed), \(stage), \(name)")
        let mean = Double(values.reduce(0, +)) / Double(values.count)
        #expect(abs(Double(distribution.mean) - mean) <= 0.5, "seed \(seed), \(stage), \(name)")
      }
    }
    #expect(found == run.latencies.entries.count, "seed \(seed)")
  }

  /// The groups of a pod, from its row in `pods.csv`'s terms.
  private static func groups(of row: Int, _ source: ReportSource) -> [String] {
    let pod = source.cluster.pods[PodID(row)]
    let isWeb = pod.owner != .absent
    var names = [
      isWeb ? "namespace=default" : "namespace=jobs",
      isWeb ? "workload=default/web" : "workload=jobs/job", "priority=0",
    ]
    if pod.node.isPresent {
      names.append(source.name(of: pod.node).hasPrefix("left") ? "pool=left" : "pool=right")
    }
    return names
  }

  @Test(
    "every pod is in exactly one state at the end",
    arguments: [ControlPlaneSettings.Profile.textbook, .classic])
  func conservation(profile: ControlPlaneSettings.Profile) throws {
    let source = try Self.source(profile)
    let census = PodCensusAtEnd(source.cluster)
    let states =
      census.pending + census.running + census.succeeded + census.failed + census.terminating
      + census.deleted
    #expect(states == source.cluster.pods.count)
  }

  @Test("a node that dies: the phases of each pod add up to its recovery")
  func recovery() throws {
    let source = try Self.source(.textbook)
    let run = RunAnalysis(source)
    let incident = try #require(run.incidents.first)
    #expect(run.incidents.count == 1 && incident.time == .minutes(5))
    #expect(incident.ended == .minutes(14))
    let condition = try #require(
      source.recording.nodeConditions.first { $0.time > .minutes(5) && $0.status == .unknown })
    #expect(incident.detected == condition.time)
    let evictions = source.recording.evictions.filter { $0.cause == .nodeTimeout }
    #expect(!evictions.isEmpty)
    #expect(incident.durations[.tolerate]?.count == evictions.count)
    let recovered = try #require(incident.durations[.recover]).map(\.microseconds)
    let detect = try #require(incident.durations[.detect]?.first).microseconds
    func sum(_ row: Int) -> Int64 {
      [FailurePhase.tolerate, .requeue, .bind, .run, .ready].reduce(detect) {
        $0 + (incident.durations[$1]?[row].microseconds ?? 0)
      }
    }
    #expect(recovered.count == incident.durations[.requeue]?.count)
    // Jobs are evicted too, and nothing replaces them: the controller's pods are the first.
    let webs = evictions.filter { source.cluster.pods[$0.pod].owner != .absent }
    #expect(recovered.count == webs.count)
    if webs.count == evictions.count {
      for row in recovered.indices { #expect(recovered[row] == sum(row)) }
    }
    for eviction in webs {
      let replacement = try #require(run.replacements.replacement(of: eviction.pod))
      #expect(source.cluster.pods[replacement].created >= eviction.time)
      #expect(source.cluster.pods[replacement].owner == source.cluster.pods[eviction.pod].owner)
    }
  }

  @Test("no pod takes the place of two")
  func replacementsAreDistinct() throws {
    let source = try Self.source(.classic, seed: 4)
    let run = RunAnalysis(source)
    let replacements = (0..<source.cluster.pods.count).compactMap {
      run.replacements.replacement(of: PodID($0))
    }
    #expect(Set(replacements).count == replacements.count)
  }

  @Test("while a node is dead and not noticed, the service has stale endpoints")
  func staleEndpoints() throws {
    let run = RunAnalysis(try Self.source(.textbook))
    let summary = RunSummary(run)
    let stale = try #require(
      summary.figure("seconds_with_stale_endpoint", of: "service=default/web")?.value.millionths)
    let detect = try #require(run.incidents[0].durations[.detect]?.first).microseconds
    let period = SimulationDuration.seconds(10).microseconds
    #expect(stale >= detect && stale <= detect + period + 1_000_000)
  }

  @Test("the areas under the replicas equal sums over each microsecond's level")
  func areas() throws {
    let source = try Self.source(.textbook)
    let changes = source.recording.workloads
    var deficit: Int128 = 0
    for (row, change) in changes.enumerated() {
      let next = row + 1 < changes.count ? changes[row + 1].time : source.end
      deficit +=
        Int128(max(0, change.desired - change.ready)) * Int128((next - change.time).microseconds)
    }
    let figure = RunSummary(RunAnalysis(source)).figure("replica_deficit_seconds")
    #expect(figure?.value.millionths == Int64(deficit))
  }

  @Test("a run that was stopped says so")
  func incomplete() throws {
    var simulation = Simulation(try Self.configuration(.textbook, seed: 1))
    simulation.run(until: .minutes(3))
    simulation.stop()
    let report = RunReport(ReportSource(simulation.state), identity: RunIdentity(version: "0.1.0"))
    #expect(report.summary.figure("run.end_seconds")?.value.millionths ?? 0 <= 180_000_000)
    #expect(report.summary.figure("run.incomplete")?.value == .count(1))
  }
}
