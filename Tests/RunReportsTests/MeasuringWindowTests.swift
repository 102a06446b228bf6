import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import RunReports

/// Not the type of the same name in `Testing`.
private typealias Expectation = ClusterSimulation.Expectation

/// Figures of a part of a run.
@Suite("The measuring window")
struct MeasuringWindowTests {
  /// Pods that come each minute and run for 90 s, a service, and a node that dies after 300 s.
  private static func report(
    _ from: Int64? = nil, _ until: Int64? = nil, ending: Int64 = 900,
    further: [TimelineEntry] = [], expecting expectations: [Expectation] = []
  ) -> RunReport {
    var configuration = SimulationConfiguration(
      name: "window", controlPlane: ControlPlaneSettings(profile: .modern))
    configuration.ending = .at(.seconds(ending))
    var node = Node()
    node.status.capacity = [.cpu: Quantity(4), .memory: Quantity(8 << 30), .pods: Quantity(20)]
    var pool = NodePool(name: "n", count: 3, template: node)
    pool.pricePerHourMillionths = 1_000_000
    configuration.nodePools = [pool]
    var set = ReplicaSet()
    set.metadata = ObjectMeta(name: "web", namespace: "default")
    set.spec.replicas = 6
    set.spec.selector = LabelSelector(matching: ["app": "web"])
    set.spec.template.metadata.labels = ["app": "web"]
    var container = Container(name: "c", image: "registry.example/web:1")
    container.resources.requests = [.cpu: Quantity(milliValue: 500)]
    set.spec.template.spec.containers = [container]
    var service = Service()
    service.metadata = ObjectMeta(name: "web", namespace: "default")
    service.spec.selector = ["app": "web"]
    configuration.initialObjects = [set, service]
    configuration.timeline = [TimelineEntry(at: .seconds(300), .fail(.node("n-0")))] + further
    if from != nil || until != nil {
      var window = MeasuringWindow()
      window.from = .seconds(from ?? 0)
      window.until = until.map { .seconds($0) }
      configuration.measuring = window
    }
    configuration.expectations = expectations
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return RunReport(ReportSource(simulation.state), identity: RunIdentity(version: "0"))
  }

  private static func summary(
    _ from: Int64? = nil, _ until: Int64? = nil, ending: Int64 = 900,
    further: [TimelineEntry] = []
  ) -> RunSummary {
    report(from, until, ending: ending, further: further).summary
  }

  private static func millionths(
    _ summary: RunSummary, _ metric: String, _ subject: String = ""
  )
    -> Int64
  {
    summary.figure(metric, of: subject)?.value.millionths ?? 0
  }

  @Test(
    "what adds up over time adds up over windows that lie side by side",
    arguments: [
      ("node_seconds", ""), ("node_seconds", "pool=n"), ("cost", ""), ("empty_node_seconds", ""),
      ("replica_deficit_seconds", ""), ("replica_deficit_seconds", "workload=default/web"),
      ("seconds_without_ready_endpoint", "service=default/web"),
      ("seconds_with_stale_endpoint", "service=default/web"), ("evictions.total", ""),
      ("evictions.taint", ""), ("failures.incidents", ""), ("scheduling.attempts", ""),
      ("scheduling.count", ""), ("scheduling.waiting", ""), ("ready.count", ""),
      ("scheduler.busy_seconds", ""), ("failures.detect.count", ""),
    ])
  func addsUp(metric: String, subject: String) throws {
    let whole = try #require(Self.summary().figure(metric, of: subject)).value.millionths
    // No pod waits at the end of this run.
    #expect(whole > 0 || metric == "scheduling.waiting")
    let parts = [
      Self.summary(nil, 200), Self.summary(200, 320), Self.summary(320, 700), Self.summary(700),
    ]
    let sum = parts.reduce(0) { $0 + Self.millionths($1, metric, subject) }
    // Each part is rounded by itself.
    #expect(abs(sum - whole) <= 4)
  }

  @Test("what happens at a bound belongs to what comes after it, and at the end to the run")
  func bounds() {
    var pod = Pod()
    pod.metadata = ObjectMeta(name: "late", namespace: "default")
    pod.spec.containers = [Container(name: "c", image: "registry.example/web:1")]
    let entry = TimelineEntry(at: .seconds(200), .apply([pod]))
    for (until, ending, created) in [(200, 900, 6), (201, 900, 7), (200, 200, 7)]
      as [(Int64, Int64, Int64)]
    {
      let summary = Self.summary(0, until, ending: ending, further: [entry])
      #expect(summary.figure("pods.created")?.value == .count(created))
    }
  }

  @Test("an expectation with a window finds what a run finds that is measured there")
  func ownWindows() throws {
    let metrics: [(String, Expectation.Subject)] = [
      ("node_seconds", .run), ("node_seconds", .pool("n")), ("scheduling.attempts", .run),
      ("replica_deficit_seconds", .run), ("allocation_ratio.cpu.mean", .run),
      ("allocation_ratio.cpu.max", .pool("n")), ("queue.unschedulable.max", .run),
      ("availability", .service(namespace: "default", name: "web")), ("pods.created", .run),
      ("nodes.ready", .run),
    ]
    // Windows that overlap, that touch, that go on at the end, and one that begins at once.
    let bounds: [(Int64, Int64?)] = [(200, 320), (300, 700), (320, 700), (340, nil), (0, 350)]
    for measured in [(nil, nil), (310, 400)] as [(Int64?, Int64?)] {
      let expectations = bounds.flatMap { bound in
        metrics.map { metric, subject in
          var expectation = Expectation(
            metric: metric, of: subject, .atLeast, boundMillionths: 0)
          var window = MeasuringWindow()
          window.from = .seconds(bound.0)
          window.until = bound.1.map { .seconds($0) }
          expectation.window = window
          return expectation
        }
      }
      let report = Self.report(measured.0, measured.1, expecting: expectations)
      // What expectations ask does not change the figures.
      #expect(report.summary.figures == Self.summary(measured.0, measured.1).figures)
      var index = 0
      for bound in bounds {
        let alone = Self.summary(bound.0, bound.1)
        for (metric, subject) in metrics {
          let figure = alone.figure(metric, of: subject.text)?.value.millionths
          #expect(report.expectations[index].actualMillionths == figure, "\(metric) \(bound)")
          index += 1
        }
      }
    }
  }

  @Test("an expectation of a window that the run did not reach does not hold, and says where")
  func unreachedExpectation() throws {
    var expectation = Expectation(metric: "pods.failed", .atMost, boundMillionths: 0)
    expectation.window = MeasuringWindow()
    expectation.window?.from = .seconds(1000)
    let report = Self.report(expecting: [expectation])
    let result = try #require(report.expectations.first)
    #expect(!result.holds)
    #expect(
      result.description
        == "pods.failed from 1000 s on: nothing to measure, expected at most 0")
  }

  @Test("a window over the whole run changes no figure")
  func whole() {
    let plain = Self.summary()
    #expect(Self.summary(0).figures == plain.figures)
    #expect(Self.summary(0, 900).figures == plain.figures)
  }

  @Test("levels are those of the window, and states those of its end")
  func levels() {
    let before = Self.summary(60, 300)
    #expect(Self.millionths(before, "allocation_ratio.cpu.mean") == 250_000)
    #expect(Self.millionths(before, "allocation_ratio.cpu.max") == 250_000)
    #expect(Self.millionths(before, "availability", "service=default/web") == 1_000_000)
    #expect(before.figure("scheduling.count") == nil)
    #expect(before.figure("nodes.ready")?.value == .count(3))
    #expect(before.figure("pods.created")?.value == .count(6))
    let after = Self.summary(800)
    #expect(Self.millionths(after, "allocation_ratio.cpu.mean") == 375_000)
    #expect(after.figure("nodes.ready")?.value == .count(2))
    // A run does not depend on what is measured of it.
    #expect(before.figure("run.events") == after.figure("run.events"))
  }

  @Test("a window that the run did not reach has no levels, which is told")
  func unreached() {
    let summary = Self.summary(1000)
    #expect(
      summary.warnings.contains { $0.hasPrefix("nothing was measured: the run ended at 900") })
    #expect(summary.figure("scheduling.count") == nil)
    #expect(Self.millionths(summary, "node_seconds") == 0)
  }
}
