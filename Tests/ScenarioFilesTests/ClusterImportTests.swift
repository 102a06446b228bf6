import ClusterSimulation
import ClusterState
import ScenarioFiles
import SimulationEngine
import Testing

/// A dump becomes the cluster as it was.
@Suite struct ClusterImportTests {
  /// The scenario of a dump, with `more` below its `spec`, and what the import tells.
  private static func scenario(
    _ dump: ClusterDump, usage: String? = nil, more: String = ""
  ) throws -> (scenario: Scenario, facts: [String]) {
    let folder = try ScenarioFolder(["dump.json": dump.json, "top.txt": usage ?? ""])
    defer { folder.remove() }
    let made = try ClusterImport(
      files: [folder.path("dump.json")], usage: usage.map { _ in folder.path("top.txt") },
      name: "shop"
    ).scenario()
    let text = String(decoding: made.text, as: UTF8.self)
      .replacing("\nspec:\n", with: "\nspec:\n\(more)", maxReplacements: 1)
    let scenario = try Scenario.read(text: Array(text.utf8), named: "shop.yaml")
    return (scenario, made.facts)
  }

  private static func run(
    _ dump: ClusterDump, more: String = ""
  ) throws -> (cluster: ClusterState, recording: Recording) {
    var configuration = try scenario(dump, more: more).scenario.configuration
    configuration.checksInvariants = true
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return (simulation.state.cluster, simulation.state.recording)
  }

  private static func node(of pod: PodID, _ cluster: ClusterState) -> String {
    cluster.symbols[cluster.nodeName(of: pod)]
  }

  @Test func `an hour without events changes nothing`() throws {
    let dump = ClusterDump.ofEveryKind
    let (cluster, recording) = try Self.run(dump)
    #expect(cluster.pods.count == 10)
    #expect(recording.deletions.isEmpty && recording.attempts.isEmpty)
    #expect(recording.refusals.isEmpty)
    #expect(recording.events.isEmpty, "\(recording.events)")
    for row in 0..<cluster.pods.count {
      let pod = cluster.pods[PodID(row)]
      #expect(pod.phase == .running && pod.isReady && pod.isInherited && !pod.isDeleting)
      #expect(pod.created == .seconds(-7200) && pod.startTime == .seconds(-7199))
      #expect(pod.started >= .seconds(-7199) && pod.firstReady >= pod.started)
    }
    let owners = (0..<cluster.pods.count).map { row -> String in
      let owner = cluster.pods[PodID(row)].owner
      guard owner.isPresent else { return "none" }
      let root = cluster.workloads[cluster.root(of: owner).row]
      return "\(root.kind.name)/\(cluster.symbols[root.name])"
    }
    let counts = Dictionary(owners.map { ($0, 1) }, uniquingKeysWith: +)
    #expect(
      counts == [
        "Deployment/web": 3, "StatefulSet/db": 2, "DaemonSet/agent": 3, "Job/sum": 1, "none": 1,
      ])
    // Pods of one controller are alike again: the token's volume is gone.
    let templates = Set((0..<3).map { cluster.pods[PodID($0)].template })
    #expect(templates.count == 1)
  }

  @Test func `pods that do not say of which revision they are stay, too`() throws {
    var dump = ClusterDump(nodes: 2)
    for number in 0..<2 {
      dump.addPod(
        "db-\(number)", of: "StatefulSet/db", on: "m5.large-\(number)", labels: "\"app\":\"db\"",
        spec: "\"hostname\":\"db-\(number)\",\"subdomain\":\"db\",")
      dump.addPod(
        "agent-\(number)", of: "DaemonSet/agent", on: "m5.large-\(number)",
        labels: "\"app\":\"agent\"", spec: "\"tolerations\":[{\"operator\":\"Exists\"}],")
    }
    let (cluster, recording) = try Self.run(dump)
    #expect(cluster.pods.count == 4 && recording.deletions.isEmpty)
    for row in 0..<4 { #expect(cluster.workloads.count == 2 && cluster.pods[PodID(row)].isReady) }
  }

  @Test func `pools are made by type, and count what was made and left out`() throws {
    var dump = ClusterDump.ofEveryKind
    dump.addPod(
      "old", of: "Job/old", on: "m5.large-0", labels: "", status: "\"phase\":\"Succeeded\"")
    dump.addPod("stray", of: "", on: "m5.large-9", labels: "\"app\":\"stray\"")
    dump.add("{\"apiVersion\":\"example.org/v1\",\"kind\":\"Thing\",\"metadata\":{\"name\":\"x\"}}")
    let (scenario, facts) = try Self.scenario(dump)
    let pools = scenario.configuration.nodePools
    #expect(pools.map(\.name) == ["m5-large", "m5-xlarge"])
    #expect(
      pools.map(\.members) == [["m5.large-0", "m5.large-1"], ["m5.xlarge-0", "m5.xlarge-1"]])
    #expect(pools.map(\.zones) == [["a", "b"], ["a", "b"]] && pools.map(\.count) == [0, 0])
    #expect(
      facts == [
        "made: 4 nodes in 2 pools, 10 pods on their nodes, 1 Deployments rebuilt from pods, 1 "
          + "ReplicaSets rebuilt from pods, 1 StatefulSets rebuilt from pods, 1 DaemonSets rebuilt "
          + "from pods, 1 Jobs rebuilt from pods",
        "version: 1.36, that of the newest kubelet, v1.36.0",
        "left out: 1 pods that have ended, 1 of kind Thing, 1 pods on nodes that are not in the "
          + "dump",
        "use: unknown; --metrics takes what kubectl top pods -A prints",
      ])
  }

  @Test func `pods of a zone that fails are replaced`() throws {
    let cluster = try Self.run(
      ClusterDump.ofEveryKind, more: "  timeline: [{at: 1m, fail: {zone: a}}]\n"
    ).cluster
    let running = (0..<cluster.pods.count).map { PodID($0) }.filter {
      !cluster.pods[$0].isInherited && cluster.pods[$0].phase == .running
    }
    // Two of the deployment's; the stateful set's waits until its pod is let go.
    #expect(running.count == 2)
    #expect(running.allSatisfy { Self.node(of: $0, cluster).hasSuffix("-1") })
  }

  @Test func `what is not well stays as it is, and what is under way goes on`() throws {
    var dump = ClusterDump(nodes: 1)
    dump.add(
      """
      {"apiVersion":"v1","kind":"Node","metadata":{"name":"sick"},"spec":{"taints":[
      {"key":"node.kubernetes.io/not-ready","effect":"NoSchedule"}]},"status":{"capacity":
      {"cpu":"4","memory":"8Gi","pods":"10"},"conditions":[{"type":"Ready","status":"False"}]}}
      """)
    dump.addPod(
      "crash", of: "", on: "m5.large-0", labels: "",
      status: """
        "phase":"Running","startTime":"2026-03-01T10:00:01Z","conditions":[
        {"type":"Ready","status":"False"}],"containerStatuses":[{"name":"main","ready":false,
        "restartCount":7,"state":{"waiting":{"reason":"CrashLoopBackOff"}},
        "lastState":{"terminated":{"exitCode":1}}}]
        """)
    dump.addPod(
      "going", of: "", on: "m5.large-0", labels: "",
      metadata: "\"deletionTimestamp\":\"2026-03-01T12:00:20Z\",")
    dump.addPod(
      "coming", of: "", on: "m5.large-0", labels: "",
      status: """
        "phase":"Pending","startTime":"2026-03-01T11:59:58Z","containerStatuses":[{"name":"main",
        "ready":false,"restartCount":0,"state":{"waiting":{"reason":"ContainerCreating"}}}]
        """)
    dump.addPod("waiting", of: "", on: "", labels: "", status: "\"phase\":\"Pending\"")
    let cluster = try Self.run(dump).cluster
    let pod = { (name: String) throws -> PodRecord in
      let row = try #require(
        (0..<cluster.pods.count).first {
          cluster.pods[PodID($0)].name.text(cluster.symbols) == name
        })
      return cluster.pods[PodID(row)]
    }
    let crash = try pod("crash")
    #expect(crash.phase == .running && !crash.isReady && crash.restarts == 7)
    #expect(try pod("going").isRemoved)
    #expect(try pod("coming").isReady && pod("coming").started > .zero)
    #expect(try pod("waiting").isReady && pod("waiting").created == .zero)
    let sick = try #require(cluster.nodes.first { cluster.symbols[$0.name] == "sick" })
    #expect(sick.ready == .no && sick.heartbeat > .zero)
  }

  @Test func `controllers of the dump keep their sets`() throws {
    var dump = ClusterDump(nodes: 1)
    let template =
      "{\"metadata\":{\"labels\":{\"app\":\"web\"}},\"spec\":{\"containers\":[{\"name\":\"main\","
      + "\"image\":\"shop/web:1\",\"env\":[{\"name\":\"A\",\"value\":\"b\"}]}]}}"
    dump.add(
      """
      {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"shop"},
      "spec":{"replicas":2,"selector":{"matchLabels":{"app":"web"}},"template":\(template)}}
      """)
    for hash in ["aa", "bb"] {
      dump.addPod(
        "web-\(hash)-1", of: "ReplicaSet/web-\(hash)", on: "m5.large-0",
        labels: "\"app\":\"web\",\"pod-template-hash\":\"\(hash)\"",
        spec: hash == "aa" ? "\"terminationGracePeriodSeconds\":60," : "")
    }
    let cluster = try Self.run(dump).cluster
    #expect(cluster.workloads.count { $0.kind == .replicaSet } == 2)
    #expect(cluster.workloads.count { $0.kind == .deployment } == 1)
  }

  @Test func `measured use becomes behavior, by labels`() throws {
    let table = """
      NAMESPACE   NAME              CPU(cores)   MEMORY(bytes)
      shop        web-6b7f-0abcd    100m         50Mi
      shop        web-6b7f-1abcd    200m         70Mi
      """
    let configuration = try Self.scenario(ClusterDump.ofEveryKind, usage: table)
      .scenario.configuration
    #expect(configuration.behaviors.map(\.labels) == [["app": "web"], [:]])
    #expect(configuration.behaviors[0].behavior.cpuUsage == .constant(150))
    #expect(configuration.behaviors[0].behavior.memoryUsage == .constant(60 << 20))
    #expect(configuration.behaviors[1].behavior.cpuUsage == .unknown)
  }

  @Test(arguments: [
    ("{\"kind\":\"List\",\"apiVersion\":\"v1\",\"items\":[]}", "there is no node in the dump"),
    ("{\"kind\":\"List\",\"items\":[{\"kind\":\"Pod\"", "dump.json:1:"),
    (
      "{\"kind\":\"List\",\"items\":[\n{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"spec\":3}]}",
      "dump.json:2:"
    ),
  ])
  func `a dump that is wrong is told in one line`(text: String, problem: String) throws {
    let folder = try ScenarioFolder(["dump.json": text])
    defer { folder.remove() }
    let failure = #expect(throws: ScenarioFailure.self) {
      try ClusterImport(files: [folder.path("dump.json")], usage: nil, name: "x").scenario()
    }
    let lines = folder.short(failure?.diagnostics.map(\.description) ?? [])
    #expect(lines.count == 1 && lines[0].contains(problem), "\(lines)")
  }

  @Test(arguments: [
    ("", "the file is empty"), ("POD CPU\n", "top.txt:1:1: error: expected a header"),
    ("NAME,CPU,MEMORY\np,x,1Mi\n", "top.txt:2:1: error: expected a pod with amounts"),
  ])
  func `a table of use that is wrong is told with its line`(text: String, problem: String) throws {
    let folder = try ScenarioFolder(["dump.json": ClusterDump(nodes: 1).json, "top.txt": text])
    defer { folder.remove() }
    let failure = #expect(throws: ScenarioFailure.self) {
      try ClusterImport(
        files: [folder.path("dump.json")], usage: folder.path("top.txt"), name: "x"
      ).scenario()
    }
    let lines = folder.short(failure?.diagnostics.map(\.description) ?? [])
    #expect(lines.count == 1 && lines[0].contains(problem), "\(lines)")
  }
}
