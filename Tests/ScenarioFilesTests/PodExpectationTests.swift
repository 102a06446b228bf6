import ClusterSimulation
import KubernetesObjects
import ScenarioFiles
import SimulationEngine
import Testing

/// Not the type of the same name in `Testing`.
private typealias Expectation = ClusterSimulation.Expectation

/// What a scenario expects of its pods and of many subjects, what it measures, and how it starts.
@Suite("Expectations of pods, and the measuring window")
struct PodExpectationTests {
  private func read(_ spec: String) throws -> (SimulationConfiguration?, [String]) {
    let folder = try ScenarioFolder(["scenario.yaml": ScenarioText.withNodes(spec)])
    defer { folder.remove() }
    let scenario = try? Scenario.read(folder.path("scenario.yaml"))
    return (scenario?.configuration, folder.lines())
  }

  @Test("pods are chosen by all that tells them apart, and counted in four ways")
  func pods() throws {
    let (configuration, lines) = try read(
      """
      expect:
        - pods:
            {selector: app=web, namespace: shop, workload: "*", phase: Running, ready: true,
             node: "worker-*", pool: worker}
          atLeast: 3
        - {pods: {}, each: zone, atMost: 4}
        - {pods: {}, skew: topology.kubernetes.io/zone, equals: 0}
        - {pods: {}, share: node, atMost: 0.5}
        - {metric: availability, of: {service: "*"}, atLeast: 1}
      """)
    #expect(lines.isEmpty)
    let expectations = try #require(configuration?.expectations)
    var pods = PodExpectation()
    pods.selector = LabelSelector(matching: ["app": "web"])
    pods.namespace = NamePattern("shop")
    pods.workload = NamePattern("*")
    pods.state = .running
    pods.isReady = true
    pods.node = NamePattern("worker-*")
    pods.pool = NamePattern("worker")
    #expect(
      expectations.first == Expectation(pods: pods, .atLeast, boundMillionths: 3_000_000))
    #expect(
      expectations.compactMap(\.pods).map(\.measure) == [
        .count, .countEach(.zone), .skew(.label("topology.kubernetes.io/zone")), .shareEach(.node),
      ])
    #expect(expectations.last?.subject == .service(namespace: "*", name: "*"))
  }

  @Test("an expectation has a window of its own, and takes from measure what it leaves out")
  func ownWindow() throws {
    let (configuration, lines) = try read(
      """
      measure: {from: 1m, until: 5m}
      expect:
        - {metric: pods.created, atLeast: 1, atMost: 9}
        - {metric: pods.created, from: 2m, atLeast: 1, atMost: 9}
        - {pods: {}, until: 90s, atLeast: 1}
      """)
    #expect(lines.isEmpty)
    let windows = try #require(configuration).expectations.map(\.window)
    func window(_ from: Int64, _ until: Int64) -> MeasuringWindow {
      var window = MeasuringWindow()
      window.from = .seconds(from)
      window.until = .seconds(until)
      return window
    }
    #expect(windows == [nil, nil, window(120, 300), window(120, 300), window(60, 90)])
    #expect(configuration?.furtherWindows == [window(120, 300), window(60, 90)])
  }

  @Test(
    "slips are told",
    arguments: [
      ("{atLeast: 1}", "spec.expect[0]: metric is required: name; or pods: mapping"),
      ("{metric: a, pods: {}, atLeast: 1}", "expected metric or pods, found both"),
      ("{metric: a, skew: zone, atLeast: 1}", "skew belongs to pods"),
      ("{pods: {}, of: {pool: worker}, atLeast: 1}", "of belongs to metric"),
      (
        "{metric: pods.created, from: 90s, until: 60s, atMost: 1}",
        "spec.expect[0].until: the window ends before anything is measured"
      ),
      (
        "{metric: pods.created, from: 365d, atMost: 1}",
        "before anything is measured"
      ),
      ("{pods: {}}", "expected atLeast, atMost or equals beside pods"),
      ("{pods: {}, skew: zone, share: zone, equals: 1}", "only one of each, skew and share"),
      ("{pods: {pool: wroker}, atLeast: 1}", "there is no pool wroker; did you mean worker?"),
      ("{pods: {node: worker-7}, atLeast: 1}", "there is no node worker-7"),
      ("{pods: {workload: web}, atLeast: 1}", "there is no workload web"),
      ("{pods: {phase: Runing}, atLeast: 1}", "did you mean Running?"),
      ("{pods: {selecter: a=b}, atLeast: 1}", "unknown key; did you mean selector?"),
    ])
  func slips(expectation: String, message: String) throws {
    let (_, lines) = try read("expect: [\(expectation)]")
    #expect(lines.contains { $0.contains(message) }, "\(lines)")
  }

  @Test("the measuring window and the start are read")
  func window() throws {
    let configuration = try #require(
      try read("measure: {from: 2m, until: 5m}\nstart: warm").0)
    #expect(configuration.measuring?.from == .minutes(2))
    #expect(configuration.measuring?.until == .minutes(5))
    #expect(configuration.startsWarm)
    #expect(try read("start: cold").0?.measuring == nil)
  }

  @Test(
    "a window that measures nothing is refused",
    arguments: [
      ("measure: {from: 10m}", "error: spec.measure.from: the run ends at 600s"),
      ("measure: {from: 5m, until: 5m}", "error: spec.measure.until: the window ends before"),
      ("measure: {until: 1h}", "warning: spec.measure.until: the run ends at 600s"),
      ("measure: {form: 5m}", "unknown key; did you mean from?"),
      ("start: wram", "did you mean warm?"),
    ])
  func emptyWindows(spec: String, message: String) throws {
    let lines = try read(spec).1
    #expect(lines.contains { $0.contains(message) }, "\(lines)")
  }
}
