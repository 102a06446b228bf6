import ScenarioFiles
import Testing

/// What is said of slips in the operations on a trace, and what they make of a sound one.
@Suite struct TraceOperationSlipTests {
  private static let nodes = "sn,cpu_milli,memory_mib,gpu,model\na,64000,262144,2,T4\n"
  private static let pods =
    "name,cpu_milli,memory_mib,num_gpu,gpu_milli\np,1000,1024,1,600\nq,2000,1024,1,1000\n"

  private static func folder(
    _ operations: String, scheduler: String = "{tieBreak: first}", list: String = "q\np\nq\n"
  ) throws -> ScenarioFolder {
    try ScenarioFolder([
      "nodes.csv": nodes, "pods.csv": pods, "list.txt": list,
      "scenario.yaml": """
      apiVersion: wavetank/v1
      kind: Scenario
      metadata: {name: test}
      spec:
        duration: 10m
        scheduler: \(scheduler)
        traces: [{format: openb, nodes: nodes.csv, pods: pods.csv, \(operations)}]
      """,
    ])
  }

  @Test(arguments: [
    ("order: file", []), ("order: shuffle", []), ("shuffle: {go: 7}", []), ("inflate: 1.5", []),
    ("order: list.txt, arrivals: {every: 1s}, departures: none", []),
    (
      "order: list.txt, shuffle: true",
      ["scenario.yaml:7:88: error: spec.traces[0].shuffle: expected order or shuffle, found both"]
    ),
    (
      "departures: some",
      ["scenario.yaml:7:74: error: spec.traces[0].departures: expected none, found \"some\""]
    ),
  ])
  func slips(operations: String, expected: [String]) throws {
    let folder = try Self.folder(operations)
    defer { folder.remove() }
    #expect(folder.lines() == expected)
  }

  @Test func aListIsReadAtItsLines() throws {
    let folder = try Self.folder("order: list.txt", list: "p\nnobody\n")
    defer { folder.remove() }
    #expect(
      folder.lines() == [
        "list.txt:2:1: error: there is no pod \"nobody\" in the trace; expected the name of one"
      ])
  }

  @Test func typicalPodsAreThoseOfTheFilesWhateverIsDoneToThem() throws {
    let folder = try Self.folder(
      "order: list.txt, limit: 1", scheduler: "{typicalPods: {from: traces, coverage: 0.5}}",
      list: "p\n")
    defer { folder.remove() }
    let scenario = try Scenario.read(folder.path("scenario.yaml"), options: ScenarioOptions())
    let kinds = scenario.configuration.scheduling.typicalPods.kinds
    #expect(kinds.map(\.kind.milliCPU) == [2000])
    #expect(kinds.map(\.share) == [1])
    #expect(scenario.configuration.arrivals.arrivals.map(\.name) == ["p"])
  }

  @Test func aPluginWithoutTypicalPodsIsWarnedOf() throws {
    let rules =
      "configuration: {apiVersion: kubescheduler.config.k8s.io/v1, "
      + "kind: KubeSchedulerConfiguration, profiles: [{plugins: {score: "
      + "{enabled: [{name: FragmentationGradient}]}}}]}"
    let folder = try ScenarioFolder([
      "scenario.yaml": """
      apiVersion: wavetank/v1
      kind: Scenario
      metadata: {name: test}
      spec:
        duration: 10m
        scheduler: {\(rules)}
      """
    ])
    defer { folder.remove() }
    #expect(
      folder.lines().contains {
        $0.contains("FragmentationGradient knows no typical pods without a trace")
      })
  }
}
