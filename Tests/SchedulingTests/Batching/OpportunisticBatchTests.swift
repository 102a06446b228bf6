import SimulationEngine
import Testing

@testable import Scheduling

/// Pods alike in a row: who is placed by a look at the next node of the ranking alone.
struct OpportunisticBatchTests {
  /// A profile without default constraints, under which pods can share a ranking.
  static let profile = "pluginConfig: [{name: PodTopologySpread, args: {defaultingType: List}}]"

  static let nodes = """
    Node a status: {allocatable: {cpu: 8, memory: 8Gi, pods: 9}}
    Node b status: {allocatable: {cpu: 4, memory: 4Gi, pods: 9}}
    Node c status: {allocatable: {cpu: 2, memory: 2Gi, pods: 9}}
    """

  /// The fields of a pod that takes port 80 of its node, so that a node has room for one.
  static func pod(_ more: String = "", cpu: String = "1", port: Int = 80) -> String {
    "spec: {containers: [{name: c, image: i, ports: [{containerPort: 80, hostPort: \(port)}], "
      + "resources: {requests: {cpu: \(cpu), memory: 1Gi}}}]\(more.isEmpty ? "" : ", ")\(more)}"
  }

  /// A history of cycles.
  struct History {
    var builder: SchedulingBuilder

    init(
      _ given: String = nodes, profile: String = profile,
      rules: VersionRules = VersionRules(.v1_36)
    ) throws {
      builder = try SchedulingBuilder(given, profile: profile, rules: rules)
    }

    /// Schedules and places a pod of `fields`; returns its node, with a `*` if it came by a hint.
    mutating func place(_ fields: String, after pause: Int64 = 1) throws -> String {
      builder.scheduler.now += .milliseconds(pause)
      let pod = try builder.pending(fields)
      let judgement = builder.schedule(pod, level: .message)
      guard judgement.decision.node.isPresent else { return "nowhere" }
      builder.scheduler.cache.addPod(builder.placed(pod), on: judgement.decision.node)
      return judgement.name(judgement.decision.node) + (judgement.decision.usesHint ? "*" : "")
    }

    mutating func place(all pods: [String]) throws -> [String] { try pods.map { try place($0) } }
  }

  @Test("Where the last node is full for the next pod, the ranking goes on")
  func goesOn() throws {
    var history = try History()
    let pod = Self.pod()
    #expect(try history.place(all: [pod, pod, pod, pod]) == ["a", "b*", "c*", "nowhere"])
  }

  @Test("Where the last node has room, the ranking is of no use")
  func roomLeft() throws {
    var history = try History()
    let pods = ["spec: {containers: [{name: c, image: i}]}"].flatMap { [$0, $0] }
    #expect(try history.place(all: pods).allSatisfy { !$0.hasSuffix("*") })
  }

  @Test(
    "Pods that are not alike, or not in a row, do not share a ranking",
    arguments: [
      [pod(), pod(cpu: "2"), pod()], [pod(), "metadata: {labels: {app: x}}, " + pod()],
      [pod(), pod("tolerations: [{operator: Exists}]")], [pod(), pod("nodeName: b")],
      [pod(), pod("nodeSelector: {}"), pod()],
      [pod(), "spec: {nodeSelector: {no: where}}", pod()],
      [pod(), pod("volumes: [{name: v, hostPath: {path: /x}}]")],
    ])
  func unlike(pods: [String]) throws {
    var history = try History()
    #expect(try history.place(all: pods).allSatisfy { !$0.hasSuffix("*") })
  }

  @Test(
    "What no plugin reads makes no difference",
    arguments: [
      "volumes: [{name: v, configMap: {name: x}}]", "volumes: [{name: v, secret: {secretName: x}}]",
      "terminationGracePeriodSeconds: 5", "priority: 0",
    ])
  func alike(more: String) throws {
    var history = try History()
    #expect(try history.place(all: [Self.pod(), Self.pod(more)]) == ["a", "b*"])
  }

  @Test("A ranking is used for half a second")
  func age() throws {
    for (pause, node) in [(500, "b*"), (501, "b")] as [(Int64, String)] {
      var history = try History()
      _ = try history.place(Self.pod())
      #expect(try history.place(Self.pod(), after: pause) == node)
    }
  }

  @Test(
    "Plugins that look beyond a node forbid it",
    arguments: [
      "topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, "
        + "whenUnsatisfiable: ScheduleAnyway, "
        + "labelSelector: {}}]",
      "affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, "
        + "podAffinityTerm: {topologyKey: zone, labelSelector: {}}}]}}",
    ])
  func beyondANode(more: String) throws {
    var history = try History()
    #expect(try history.place(all: [Self.pod(more), Self.pod(more)]) == ["a", "b"])
  }

  @Test func `Claims of devices forbid it`() throws {
    var builder = try SchedulingBuilder("Node a")
    var signature = PodSignature()
    for (more, isSigned) in [("", true), ("resourceClaims: [{name: gpu}]", false)] {
      let pod = try builder.pending(Self.pod(more))
      let requirements = builder.scheduler.cache.requirements[pod.template.row]
      #expect(DynamicResources().sign(requirements, &signature) == isSigned)
    }
  }

  @Test("The default constraints forbid it, as does the gate, or an earlier version")
  func forbidden() throws {
    var histories = [
      try History(profile: ""),
      try History(rules: VersionRules(.v1_36, gates: [.opportunisticBatching: false])),
      try History(rules: VersionRules(.v1_34)),
    ]
    for index in histories.indices {
      #expect(try histories[index].place(all: [Self.pod(), Self.pod()]) == ["a", "b"])
    }
  }

  @Test("A next node that has filled up meanwhile is passed over by a search")
  func staleHint() throws {
    var history = try History()
    _ = try history.place(Self.pod())
    let other = try history.builder.pending(Self.pod(cpu: "4"))
    let node = history.builder.node("b")
    history.builder.scheduler.cache.addPod(history.builder.placed(other), on: node)
    #expect(try history.place(Self.pod()) == "c")
  }

  @Test("A last node that has gone takes the ranking with it")
  func goneNode() throws {
    var history = try History()
    _ = try history.place(Self.pod())
    history.builder.removeNode("a")
    #expect(try history.place(Self.pod()) == "b")
  }

  @Test("A hint is one look, and leaves the start of the next search where it was")
  func searchStart() throws {
    var history = try History()
    _ = try history.place(Self.pod())
    let start = history.builder.scheduler.nextStart
    let pod = try history.builder.pending(Self.pod())
    let decision = history.builder.schedule(pod, level: .message).decision
    #expect(decision.usesHint && decision.examinedCount == 1 && decision.feasibleCount == 1)
    #expect(history.builder.scheduler.nextStart == start)
  }

  @Test("Nodes of one total come in the order of their names, or are drawn")
  func ties() throws {
    let nodes = "abcdefgh".map { "Node \($0)" }.joined(separator: "\n")
    var history = try History(nodes)
    let pods = Array(repeating: Self.pod(), count: 4)
    #expect(try history.place(all: pods) == ["a", "b*", "c*", "d*"])
    var orders: Set<[String]> = []
    for seed in 1...8 as ClosedRange<UInt64> {
      var history = try History(nodes)
      history.builder.scheduler.tieBreak = .drawn(RandomStream(seed: seed, name: "ties"))
      orders.insert(try history.place(all: pods))
    }
    #expect(orders.count > 4)
  }

  @Test("An explanation tells of the hint, and does not use it up")
  func explanation() throws {
    var history = try History()
    _ = try history.place(Self.pod())
    let pod = try history.builder.pending(Self.pod())
    let explanation = history.builder.scheduler.explanation(of: pod, history.builder.state)
    #expect(explanation.decision.usesHint)
    #expect(explanation.record.feasible == [history.builder.node("b")])
    #expect(history.builder.schedule(pod, level: .message).decision.usesHint)
  }
}
