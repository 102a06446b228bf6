import ClusterSimulation
import ClusterState
import KubernetesObjects
import ScenarioFiles
import SimulationEngine
import Testing

/// How many more pods fit, against counts that are plain to see.
@Suite struct FitProbeTests {
  private static func simulation(_ spec: String) throws -> Simulation {
    let text = ScenarioText.withNodes(spec).replacing("{profile: classic}", with: "{}")
    let scenario = try Scenario.read(text: Array(text.utf8), named: "fit.yaml")
    var simulation = Simulation(scenario.configuration)
    simulation.run(until: .seconds(120))
    return simulation
  }

  private static func pods(_ text: String) throws -> [Pod] {
    let folder = try ScenarioFolder(["pod.yaml": text])
    defer { folder.remove() }
    return try PodTemplateFile.read(folder.path("pod.yaml")).pods
  }

  /// A pod that requests so much; `more` stands in its specification.
  private static func pod(
    _ name: String, cpu: Int64, memoryMi: Int64, more: String = ""
  ) -> String {
    """
    apiVersion: v1
    kind: Pod
    metadata: {name: \(name), labels: {app: \(name)}}
    spec:
      containers:
        - name: main
          image: example.org/app:1
          resources: {requests: {cpu: \(cpu)m, memory: \(memoryMi)Mi}}
    \(more.split(separator: "\n").map { "  \($0)\n" }.joined())
    """
  }

  @Test(
    arguments: [
      (500, 64), (300, 64), (100, 900), (1, 2500), (4000, 1), (4001, 1), (1, 1), (37, 73),
    ] as [(Int64, Int64)])
  func `as many fit as by division`(cpu: Int64, memoryMi: Int64) throws {
    let outcome = try Self.simulation("").fit(
      Self.pods(Self.pod("p", cpu: cpu, memoryMi: memoryMi)), limit: 1000)
    let perNode = min(4000 / cpu, 8192 / memoryMi, 110)
    #expect(outcome.total == Int(2 * perNode))
    #expect(outcome.nodes.allSatisfy { $0.counts == [Int(perNode)] })
    #expect(outcome.stop?.message.hasPrefix("0/2 nodes are available") == true)
  }

  /// The example in the README of kubernetes-sigs/cluster-capacity: 52 pods, 13 on each node.
  @Test func `as many fit as in the example of cluster-capacity`() throws {
    let nodes = "{status: {capacity: {cpu: 2, memory: 4Gi, pods: 110}}}"
    let text =
      ScenarioText.header.replacing("{profile: classic}", with: "{}")
      + "  duration: 10m\n  nodePools: [{name: kube-node, count: 4, template: \(nodes)}]\n"
    var simulation = Simulation(
      try Scenario.read(text: Array(text.utf8), named: "fit.yaml").configuration)
    simulation.run(until: .seconds(60))
    let outcome = try simulation.fit(
      Self.pods(Self.pod("small-pod", cpu: 150, memoryMi: 100)), limit: 1000)
    #expect(outcome.total == 52 && outcome.nodes.map(\.counts) == [[13], [13], [13], [13]])
    #expect(outcome.stop?.message.hasPrefix("0/4 nodes are available: 4 Insufficient cpu.") == true)
  }

  @Test func `pods that are there take room, and the run is not changed`() throws {
    let simulation = try Self.simulation(
      "workloads: [{name: w, limit: 5, arrivals: {every: 1s}, template: {spec: {containers: "
        + "[{name: c, image: i, resources: {requests: {cpu: 1}}}]}}}]")
    let pods = simulation.state.cluster.pods.count
    let outcome = try simulation.fit(
      Self.pods(Self.pod("p", cpu: 1000, memoryMi: 1)), limit: 1000)
    #expect(outcome.total == 3 && simulation.state.cluster.pods.count == pods)
  }

  @Test func `a mix is placed in turn until one of it does not fit`() throws {
    let outcome = try Self.simulation("").fit(
      Self.pods(
        Self.pod("a", cpu: 1000, memoryMi: 1) + "\n---\n" + Self.pod("b", cpu: 500, memoryMi: 1)),
      limit: 1000)
    // By hand: every pair takes 1500m; no placement of five pairs in 2 x 4000m leaves 1000m free.
    #expect(outcome.counts == [5, 5] && outcome.stop?.template == 0)
  }

  @Test func `constraints stop sooner, and the limit too`() throws {
    let apart = """
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: p}}}
      """
    let pods = try Self.pods(Self.pod("p", cpu: 1, memoryMi: 1, more: apart))
    let simulation = try Self.simulation("")
    #expect(try simulation.fit(pods, limit: 1000).total == 2)
    let limited = try simulation.fit(Self.pods(Self.pod("q", cpu: 1, memoryMi: 1)), limit: 7)
    #expect(limited.total == 7 && limited.stop == nil)
  }

  @Test func `a pod that is refused is told`() throws {
    let pods = try Self.pods(
      Self.pod("p", cpu: 1, memoryMi: 1, more: "priorityClassName: nothing"))
    let refusal = #expect(throws: FitProbe.Refusal.self) {
      try Self.simulation("").fit(pods, limit: 1)
    }
    #expect(refusal?.path == "spec.priorityClassName")
  }
}
