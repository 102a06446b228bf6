import ClusterSimulation
import KubernetesObjects
import SimulationEngine
import Testing

@testable import RunReports

/// Not the type of the same name in `Testing`.
private typealias Expectation = ClusterSimulation.Expectation

/// What expectations make of pods, and of many subjects.
@Suite("Expectations of pods and of many")
struct PodPlacementTests {
  /// Five pods on two nodes of zone a and one of zone b, one of them too large for any node.
  private static func report(_ expectations: [ClusterSimulation.Expectation]) -> RunReport {
    var configuration = SimulationConfiguration(
      name: "places", controlPlane: ControlPlaneSettings(profile: .modern))
    configuration.ending = .at(.seconds(120))
    var node = Node()
    node.status.capacity = [.cpu: Quantity(2), .memory: Quantity(8 << 30), .pods: Quantity(20)]
    configuration.nodePools = [("one", 2, "a"), ("two", 1, "b")].map { name, count, zone in
      var pool = NodePool(name: name, count: count, template: node)
      pool.zones = [zone]
      return pool
    }
    configuration.initialObjects = ["a-1", "a-2", "a-3", "b-1"].map { name in
      pod(name, cores: 1, on: name.hasPrefix("a") ? (name == "a-3" ? "one-1" : "one-0") : "two-0")
    }
    configuration.initialObjects.append(pod("large", cores: 64, on: ""))
    configuration.expectations = expectations
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return RunReport(ReportSource(simulation.state), identity: RunIdentity(version: "0"))
  }

  private static func pod(_ name: String, cores: Int64, on node: String) -> Pod {
    var pod = Pod(metadata: ObjectMeta(name: name, namespace: "default"), spec: PodSpec())
    pod.metadata.labels = ["app": String(name.prefix(1))]
    var container = Container(name: "c", image: "i:1")
    container.resources.requests = [.cpu: Quantity(cores)]
    pod.spec.containers = [container]
    pod.spec.nodeName = node
    return pod
  }

  private static func expect(
    _ measure: PodExpectation.Measure, _ comparison: ClusterSimulation.Expectation.Comparison,
    _ bound: Int64, _ change: (inout PodExpectation) -> Void = { _ in }
  ) -> ClusterSimulation.Expectation {
    var pods = PodExpectation()
    pods.measure = measure
    change(&pods)
    return Expectation(pods: pods, comparison, boundMillionths: bound)
  }

  @Test("each says in one sentence what was found, of many the worst")
  func sentences() {
    let report = Self.report([
      Self.expect(.count, .equals, 5_000_000),
      Self.expect(.count, .equals, 1_000_000) { $0.state = .pending },
      Self.expect(.count, .atLeast, 4_000_000) {
        $0.selector = LabelSelector(matching: ["app": "a"])
      },
      Self.expect(.countEach(.zone), .atLeast, 2_000_000),
      Self.expect(.countEach(.node), .atMost, 2_000_000) { $0.zone = NamePattern("a") },
      Self.expect(.skew(.zone), .atMost, 1_000_000),
      Self.expect(.skew(.label("rack")), .atMost, 1_000_000),
      Self.expect(.shareEach(.pool), .atMost, 750_000),
      Self.expect(.count, .equals, 0) {
        $0.pool = NamePattern("t*"); $0.isReady = false
      },
    ])
    #expect(
      report.expectations.map(\.description) == [
        "pods: 5 = 5",
        "Pending pods: 1 = 1",
        "pods app=a: 3 < 4",
        "pods, zone b: 1 < 2, of 2",
        "pods in zone a, node one-0: 2 <= 2, the nearest of 3",
        "skew of pods over zone: 2 > 1",
        "skew of pods over rack: nothing to measure, expected at most 1",
        "share of pods, pool one: 0.75 <= 0.75, the nearest of 2",
        "unready pods in pool t*: 0 = 0",
      ])
    #expect(
      report.expectations.map(\.holds) == [
        true, true, false, false, true, false, false, true, true,
      ])
  }

  @Test("a star stands for every zone, of which the worst is told")
  func stars() {
    func allocation(
      _ subject: ClusterSimulation.Expectation.Subject, _ bound: Int64
    ) -> ClusterSimulation.Expectation {
      Expectation(
        metric: "allocation_ratio.cpu.max", of: subject, .atMost, boundMillionths: bound)
    }
    let report = Self.report([
      allocation(.zone("*"), 800_000), allocation(.zone("*"), 700_000), allocation(.zone("*"), 1),
      allocation(.pool("t*"), 500_000), allocation(.pool("x*"), 500_000),
      Expectation(
        metric: "scheduling.waiting", of: .namespace("*"), .equals, boundMillionths: 0),
    ])
    #expect(
      report.expectations.map(\.description) == [
        "allocation_ratio.cpu.max of zone *, zone a: 0.75 <= 0.8, the nearest of 2",
        "allocation_ratio.cpu.max of zone *, zone a: 0.75 > 0.7, of 2",
        "allocation_ratio.cpu.max of zone *, zone a: 0.75 > 0.000001, and 1 more of 2",
        "allocation_ratio.cpu.max of pool t*, pool two: 0.5 <= 0.5",
        "allocation_ratio.cpu.max of pool x*: nothing to measure, expected at most 0.5",
        "scheduling.waiting of namespace *, namespace default: 1 != 0",
      ])
    #expect(report.expectations.map(\.holds) == [true, false, false, true, false, false])
  }
}
