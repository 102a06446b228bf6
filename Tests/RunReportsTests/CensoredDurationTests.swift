import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import RunReports

/// Not the type of the same name in `Testing`.
private typealias Expectation = ClusterSimulation.Expectation

/// What waits at the end of a run counts with the time that it has waited.
@Suite("Durations that have not ended")
struct CensoredDurationTests {
  @Test("a rank that falls on one that goes on is a bound; the mean is one as soon as any goes on")
  func ranks() throws {
    let over = (1...8).map { ObservedDuration(microseconds: $0) }
    let open = [3, 100].map { ObservedDuration(microseconds: $0, isOver: false) }
    let distribution = try #require(DurationDistribution(over + open))
    #expect(distribution.count == 8 && distribution.waiting == 2)
    #expect(distribution.maximum == 100 && distribution.isBound(.maximum))
    #expect(distribution.p50 == 4 && !distribution.isBound(.p50))
    #expect(!distribution.isBound(.p90) && distribution[.p90] == 8)
    #expect(distribution.isBound(.mean) && !distribution.isBound(.count))
    #expect(distribution.boundNames(of: [.mean, .p50, .p99, .maximum]) == "mean p99 max")
    // Of equal ones, that which is over comes first: the third of ten is known.
    let low = try #require(DurationDistribution(over.prefix(3) + open.prefix(1)))
    #expect(!low.isBound(.p50) && low.isBound(.maximum) && low.maximum == 3)
  }

  /// Four pods of one core fit on the node, of as many as are wanted.
  private static func report(
    replicas: Int32, _ expectations: [ClusterSimulation.Expectation] = [],
    _ change: (inout SimulationConfiguration) -> Void = { _ in }
  ) -> RunReport {
    var configuration = SimulationConfiguration(
      name: "crowd", controlPlane: ControlPlaneSettings(profile: .modern))
    configuration.ending = .at(.minutes(60))
    configuration.samplePeriod = .minutes(10)
    var node = Node()
    node.status.capacity = [.cpu: Quantity(4), .memory: Quantity(8 << 30), .pods: Quantity(20)]
    var small = node
    small.status.capacity[.cpu] = Quantity(milliValue: 100)
    configuration.nodePools = [
      NodePool(name: "n", count: 1, template: node),
      NodePool(name: "small", count: 1, template: small),
    ]
    configuration.initialObjects = [controller(replicas: replicas)]
    configuration.expectations = expectations
    change(&configuration)
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return RunReport(ReportSource(simulation.state), identity: RunIdentity(version: "0.1.0"))
  }

  private static func controller(replicas: Int32) -> ReplicaSet {
    var set = ReplicaSet()
    set.metadata = ObjectMeta(name: "web", namespace: "default")
    set.spec.replicas = replicas
    set.spec.selector = LabelSelector(matching: ["app": "web"])
    set.spec.template.metadata.labels = ["app": "web"]
    var container = Container(name: "c", image: "registry.example/web:1")
    container.resources.requests = [.cpu: Quantity(1)]
    set.spec.template.spec.containers = [container]
    return set
  }

  @Test("six pods of ten that wait for an hour make the slowest hundredth an hour")
  func waitingPods() {
    let expectation = Expectation(
      metric: "scheduling.p99_seconds", .atMost, boundMillionths: 7_200_000_000)
    let report = Self.report(replicas: 10, [expectation])
    let summary = report.summary
    let p99 = summary.figure("scheduling.p99_seconds")
    #expect((p99?.value.millionths ?? 0) > 3_599_000_000 && p99?.isBound == true)
    #expect(summary.figure("scheduling.waiting")?.value == .count(6))
    #expect(summary.figure("scheduling.count")?.value == .count(4))
    #expect(summary.figure("ready.waiting")?.value == .count(6))
    // The bound lies above what was found, and still nobody knows whether it holds.
    #expect(!report.keepsExpectations)
    #expect(report.expectations[0].description.contains("6 have not ended"))
    let json = String(decoding: report.bytes(of: "summary.json") ?? [], as: UTF8.self)
    #expect(json.contains("\"bound\": \"lower\""))
  }

  @Test("one pod of four that waits is the longest, and leaves the median alone")
  func onePod() {
    let report = Self.report(
      replicas: 5,
      [
        Expectation(metric: "ready.p50_seconds", .atMost, boundMillionths: 30_000_000),
        Expectation(metric: "ready.max_seconds", .atMost, boundMillionths: 30_000_000),
        Expectation(
          metric: "ready.max_seconds", of: .namespace("default"), .atMost,
          boundMillionths: 30_000_000),
      ])
    #expect(report.expectations.map(\.holds) == [true, false, false])
  }

  @Test("a wait that the pod's deletion ends counts with its length, as a lower bound")
  func deletedPods() {
    let expectations = [
      Expectation(metric: "scheduling.p99_seconds", .atMost, boundMillionths: 1_000_000),
      Expectation(metric: "ready.waiting", .equals, boundMillionths: 0),
    ]
    let report = Self.report(replicas: 10, expectations) {
      $0.timeline = [
        TimelineEntry(
          at: .minutes(10),
          .scale(.named(kind: "ReplicaSet", namespace: "default", name: "web"), replicas: 4))
      ]
    }
    #expect(report.expectations.map(\.holds) == [false, false])
    let p99 = report.summary.figure("scheduling.p99_seconds")
    let seconds = (p99?.value.millionths ?? 0) / 1_000_000
    #expect((599...601).contains(seconds) && p99?.isBound == true)
    #expect(report.summary.figure("scheduling.waiting")?.value == .count(6))
    #expect(report.summary.figure("pods.deleted")?.value == .count(6))
    // They were too many, and nobody evicted them.
    #expect(report.summary.figure("evictions.total")?.value == .count(0))
    #expect(report.summary.figure("deletions.scale-down")?.value == .count(6))
  }

  @Test("a pod that fails before it starts has waited until then")
  func rejectedPods() {
    let report = Self.report(replicas: 0) {
      var pod = Pod()
      pod.metadata = ObjectMeta(name: "big", namespace: "default")
      pod.spec.nodeName = "n-0"
      var container = Container(name: "c", image: "registry.example/web:1")
      container.resources.requests = [.cpu: Quantity(5)]
      pod.spec.containers = [container]
      $0.initialObjects = [pod]
    }
    #expect(report.summary.figure("pods.failed")?.value == .count(1))
    #expect(report.summary.figure("startup.waiting")?.value == .count(1))
    #expect(report.summary.figure("ready.waiting")?.value == .count(1))
    #expect((report.summary.figure("startup.max_seconds")?.value.millionths ?? 0) < 10_000_000)
  }

  @Test("a container that pulls its image anew when it starts again lengthens no start")
  func laterPulls() throws {
    func report(crash: Bool) -> RunReport {
      Self.report(replicas: 0) {
        var pod = Pod()
        pod.metadata = ObjectMeta(name: "web", namespace: "default")
        var container = Container(name: "c", image: "registry.example/web")
        container.imagePullPolicy = .always
        pod.spec.containers = [container]
        $0.initialObjects = [pod]
        if crash {
          let target = ObjectTarget.named(kind: "Pod", namespace: "default", name: "web")
          $0.timeline = [
            TimelineEntry(at: .minutes(10), .crash(target, container: nil, exitCode: 1))
          ]
        }
      }
    }
    let (quiet, crashed) = (report(crash: false), report(crash: true))
    #expect(crashed.summary.figure("pods.restarts")?.value == .count(1))
    for metric in ["image_pull.max_seconds", "startup_sli.max_seconds", "startup.max_seconds"] {
      let value = try #require(quiet.summary.figure(metric)?.value)
      #expect(crashed.summary.figure(metric)?.value == value, "\(metric)")
    }
  }

  @Test("pods that a dead node holds back are waiting to recover, and lost to the allocation")
  func deadNode() {
    let report = Self.report(replicas: 4) {
      $0.timeline = [TimelineEntry(at: .minutes(5), .fail(.node("n-0")))]
    }
    let summary = report.summary
    #expect(summary.figure("failures.recover.waiting")?.value == .count(4))
    #expect(summary.figure("failures.terminate.waiting")?.value == .count(4))
    #expect(summary.figure("failures.bind.waiting")?.value == .count(4))
    #expect(summary.figure("failures.detect.waiting")?.value == .count(0))
    let recover = summary.figure("failures.recover.p50_seconds")
    #expect(recover?.value == .millionths(3_300_000_000) && recover?.isBound == true)
    #expect(summary.figure("allocation_ratio.cpu.max")?.value == .millionths(975_610))
    #expect(summary.figure("lost_requested.cpu.max")?.value == .count(4_000))
  }

  @Test("a pod that tolerates the loss of its node for ever is not waiting to leave it")
  func loyalPods() {
    let report = Self.report(replicas: 0) {
      var set = Self.controller(replicas: 2)
      set.spec.template.spec.tolerations = [Toleration(operation: .exists)]
      $0.initialObjects = [set]
      $0.timeline = [TimelineEntry(at: .minutes(5), .fail(.node("n-0")))]
    }
    #expect(report.summary.figure("failures.tolerate.waiting") == nil)
    #expect(report.summary.figure("failures.recover.waiting") == nil)
  }

  @Test("the cost is that of all nodes that were ready, or none is given and it is said why")
  func cost() {
    func price(_ prices: [Int64?]) -> (SummaryFigure.Value?, [String]) {
      let report = Self.report(replicas: 1) { configuration in
        let template = configuration.nodePools[0].template
        configuration.nodePools = prices.enumerated().map { row, price in
          var pool = NodePool(name: "p\(row)", count: 2, template: template)
          pool.pricePerHourMillionths = price
          return pool
        }
      }
      return (report.summary.figure("cost")?.value, report.summary.warnings)
    }
    #expect(price([1_000_000, 0]) == (.millionths(2_000_000), []))
    #expect(price([nil, nil]) == (nil, []))
    let (cost, warnings) = price([1_000_000, nil])
    #expect(cost == nil && warnings.count == 1)
    #expect(warnings[0].contains("2 of 4 nodes"))
  }
}
