import TestSupport
import Testing

@testable import ClusterSimulation
@testable import ScenarioFiles

/// Replicas that are multiplied, and nodes that join elsewhere.
@Suite struct ScaleAndJoinTests {
  private static func scenario(_ verb: String) -> String {
    """
    apiVersion: wavetank/v1
    kind: Scenario
    metadata: {name: s}
    spec:
      duration: 2m
      nodePools:
        - {name: w, count: 1, template: {status: {capacity: {cpu: "9", memory: 9Gi, pods: "99"}}}}
      timeline:
        - at: 1m
          \(verb)
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web, labels: {app: web}}
    spec:
      replicas: 3
      selector: {matchLabels: {app: web}}
      template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: a}]}}
    ---
    apiVersion: apps/v1
    kind: StatefulSet
    metadata: {name: db, labels: {app: db, tier: back}}
    spec:
      replicas: 2
      serviceName: db
      selector: {matchLabels: {app: db}}
      template:
        metadata: {labels: {app: db, tier: back}}
        spec: {containers: [{name: c, image: a}]}

    """
  }

  private static func run(_ verb: String) throws -> Simulation {
    let folder = try ScenarioFolder(["scenario.yaml": scenario(verb)])
    defer { folder.remove() }
    let read = try Scenario.read(folder.path("scenario.yaml"))
    var simulation = Simulation(read.configuration)
    simulation.runToEnd()
    return simulation
  }

  private static func problems(_ verb: String) throws -> [String] {
    let folder = try ScenarioFolder(["scenario.yaml": scenario(verb)])
    defer { folder.remove() }
    return folder.lines()
  }

  @Test(
    "a factor multiplies what the selector means, rounds up, and leaves owned sets to their owner",
    arguments: [
      ("scale: {selector: app=web, factor: 1.5}", 5, 2),
      ("scale: {selector: \"app in (web, db)\", factor: 2}", 6, 4),
      ("scale: {selector: tier=back, factor: 0.5}", 3, 1),
      ("scale: {kind: Deployment, selector: app=web, factor: 0}", 0, 2),
      ("scale: {statefulSet: db, factor: 1.001}", 3, 3),
      ("scale: {deployment: web, replicas: 1}", 1, 2),
    ])
  func factors(verb: String, web: Int32, db: Int32) throws {
    let cluster = try Self.run(verb).state.cluster
    func replicas(_ name: String) -> [Int32] {
      cluster.workloads.indices.filter { cluster.symbols[cluster.workloads[$0].name] == name }
        .map { cluster.workloads[$0].replicas }
    }
    #expect(replicas("web") == [web] && replicas("db") == [db])
  }

  @Test("a selector that means nothing of any kind is told once")
  func nothing() throws {
    let recording = try Self.run("scale: {selector: app=none, factor: 2}").state.recording
    #expect(recording.refusals.count == 1)
    #expect(recording.refusals.first?.object.kind == "Deployment")
  }

  @Test("nodes join in a zone and with labels of their own, beside those of the pool")
  func joins() throws {
    let cluster = try Self.run("join: {pool: w, count: 2, zone: far, labels: {disk: ssd}}")
      .state.cluster
    func value(_ key: String, of row: Int) -> String? {
      let symbol = cluster.symbols.find(key).flatMap { cluster.nodes[row].labels[$0] }
      return symbol.map { cluster.symbols[$0] }
    }
    #expect(cluster.nodes.indices.count == 3)
    let zones = (0..<3).map { value("topology.kubernetes.io/zone", of: $0) }
    #expect(zones == [nil, "far", "far"])
    #expect((0..<3).map { value("disk", of: $0) } == [nil, "ssd", "ssd"])
  }

  @Test(
    "a scale says how many or how many times as many, and a factor is a number",
    arguments: [
      ("scale: {deployment: web}", "replicas: required, or factor"),
      ("scale: {deployment: web, replicas: 1, factor: 2}", "expected replicas or factor"),
      ("scale: {deployment: web, factor: -1}", "must be from 0"),
      ("scale: {deployment: web, factor: 1000000}", "must be from 0"),
      ("join: {pool: w, zone: \"\"}", "expected a name"),
      ("delete: {selector: a=b}", "kind is required beside selector"),
    ])
  func slips(verb: String, message: String) throws {
    let lines = try Self.problems(verb)
    #expect(lines.count == 1 && lines[0].contains(message), "\(lines)")
  }

  @Test("a run that is multiplied beyond the limit of pods is refused before it begins")
  func limit() throws {
    let lines = try Self.problems("scale: {deployment: web, factor: 1000}")
    #expect(lines.isEmpty)
    let often = (0..<4).map { _ in "scale: {selector: app=web, factor: 1000}" }
    let many = try Self.problems(often.joined(separator: "\n    - at: 1m\n      "))
    #expect(many.count == 1 && many[0].contains("pods"), "\(many)")
  }
}
