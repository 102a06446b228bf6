import ClusterSimulation
import KubernetesObjects
import SimulationEngine
import Testing

@testable import Experiments

/// Not the type of the same name in `Testing`.
private typealias Expectation = ClusterSimulation.Expectation

/// Sizes that are found, held to all sizes tried one after the other.
@Suite("How many nodes a cluster needs")
struct ClusterSizingTests {
  private static let most = 8

  /// A deployment of pods of one and a half cores on nodes of four, in three zones, and a few nodes
  /// of eight.
  private static func configuration(
    replicas: Int32, small: Int = 3, large: Int = 0, spreads: Bool = false
  ) -> SimulationConfiguration {
    var configuration = SimulationConfiguration(
      name: "sized", controlPlane: ControlPlaneSettings(profile: .modern))
    configuration.ending = .at(.seconds(90))
    func pool(_ name: String, _ count: Int, cores: Int64, price: Int64) -> NodePool {
      var node = Node()
      node.status.capacity = [
        .cpu: Quantity(cores), .memory: Quantity(16 << 30), .pods: Quantity(30),
      ]
      var pool = NodePool(name: name, count: count, template: node)
      pool.zones = ["a", "b", "c"]
      pool.pricePerHourMillionths = price
      return pool
    }
    configuration.nodePools = [
      pool("small", small, cores: 4, price: 300_000),
      pool("large", large, cores: 8, price: 500_000),
    ]
    var deployment = Deployment()
    deployment.metadata = ObjectMeta(name: "web", namespace: "default")
    deployment.spec.replicas = replicas
    deployment.spec.selector = LabelSelector(matching: ["app": "web"])
    deployment.spec.template.metadata.labels = ["app": "web"]
    var container = Container(name: "c", image: "registry.example/web:1")
    container.resources.requests = [.cpu: Quantity(milliValue: 1500)]
    deployment.spec.template.spec.containers = [container]
    if spreads {
      var spread = TopologySpreadConstraint()
      spread.maxSkew = 1
      spread.topologyKey = NodeLabels.zone
      spread.labelSelector = LabelSelector(matching: ["app": "web"])
      deployment.spec.template.spec.topologySpreadConstraints = [spread]
    }
    deployment.applyDefaults()
    configuration.initialObjects = [deployment]
    configuration.expectations = [
      Expectation(metric: "pods.pending", .equals, boundMillionths: 0)
    ]
    return configuration
  }

  /// Whether no pod waits in `configuration` without `lost`.
  private static func holds(
    _ configuration: SimulationConfiguration, without lost: [NodeTarget]
  ) throws -> Bool {
    var configuration = configuration
    configuration.timeline = lost.map { TimelineEntry(at: .zero, .leave($0)) }
    return try ExperimentRun.report(of: configuration).get().keepsExpectations
  }

  /// What may be lost of `small` and `large` nodes.
  private static func losses(
    _ loss: SizingLoss, small: Int, large: Int
  ) -> [[NodeTarget]] {
    switch loss {
    case .nothing: return [[]]
    case .zone:
      let zones = ["a", "b", "c"].prefix(max(small, large))
      return zones.isEmpty ? [[]] : zones.map { [.zone($0)] }
    case .nodes(let count):
      let lost = [("small", small), ("large", large)].filter { $0.1 > 0 }.map { name, size in
        (max(0, size - count)..<size).map { NodeTarget.node("\(name)-\($0)") }
      }
      return lost.isEmpty ? [[]] : lost
    }
  }

  private static func suffices(
    _ loss: SizingLoss, replicas: Int32, small: Int, large: Int, spreads: Bool = false
  ) throws -> Bool {
    let configuration = configuration(
      replicas: replicas, small: small, large: large, spreads: spreads)
    return try losses(loss, small: small, large: large).allSatisfy {
      try holds(configuration, without: $0)
    }
  }

  @Test(
    "the fewest nodes of a pool are those that trying all sizes finds",
    arguments: [0, 1, 3, 5, 9] as [Int32],
    [SizingLoss.nothing, .zone, .nodes(1), .nodes(2)])
  func onePool(replicas: Int32, loss: SizingLoss) throws {
    for growth in [1000, 1600] as [Int64] {
      var question = ClusterSizing.Question(
        Self.configuration(replicas: replicas), pools: [0], mostNodes: Self.most)
      question.growthThousandths = growth
      question.loss = loss
      let wanted = Int32((Int64(replicas) * growth + 999) / 1000)
      let sizes = try (0...Self.most).filter {
        try Self.suffices(loss, replicas: wanted, small: $0, large: 0)
      }
      let answer = try ClusterSizing.answer(question)
      let need = try #require(answer.needs.first)
      #expect(need.need == sizes.first && need.pool == "small" && need.now == 3)
      // What is taken for granted: more nodes do no harm.
      #expect(sizes == Array((sizes.first ?? Self.most + 1)..<(Self.most + 1)))
      #expect(need.costPerMonth == sizes.first.map { Int64($0) * 300_000 * 730 })
      if sizes.first == nil { #expect(need.limitedBy.contains("Insufficient cpu")) }
    }
  }

  @Test func `a load that grows grows in what is applied and patched later, too`() {
    func deployment(_ replicas: Int32) -> Deployment {
      var deployment = Deployment()
      deployment.metadata = ObjectMeta(name: "web", namespace: "default")
      deployment.spec.replicas = replicas
      return deployment
    }
    var configuration = Self.configuration(replicas: 4)
    let update = ObjectUpdate(
      deployment(5), insteadOf: deployment(2), manner: .apply, keepsReplicas: false,
      keepsPause: false)
    configuration.timeline = [TimelineEntry(at: .seconds(60), .update(update))]
    guard case .update(let grown) = configuration.grown(thousandths: 1500).timeline[0].action else {
      Issue.record("the update is gone")
      return
    }
    #expect((grown.object as? Deployment)?.spec.replicas == 8)
    #expect((grown.base as? Deployment)?.spec.replicas == 3)
  }

  @Test func `the last nodes of a pool are lost by the names that they have`() {
    var configuration = SimulationConfiguration(
      name: "pools", controlPlane: ControlPlaneSettings(profile: .modern))
    var pool = NodePool(name: "w", count: 1, template: Node())
    pool.zones = ["a", "b", "c", "d"]
    pool.members = ["w-0", "w-1", "w-2"]
    configuration.nodePools = [pool]
    for name in pool.members {
      var node = Node()
      node.metadata.name = name
      configuration.initialObjects.append(node)
    }
    let cases = SizingLoss.nodes(1).cases(of: configuration)
    #expect(cases.map(\.words) == ["without w-3"])
    #expect(cases.map(\.targets) == [[.node("w-3")]])
    // The fourth node goes to the fourth zone, as in a run.
    #expect(SizingLoss.zone.cases(of: configuration).map(\.words) == ["without zone d"])
  }

  @Test("constraints count, and what limits is said in words")
  func constraints() throws {
    let configuration = Self.configuration(replicas: 6, spreads: true)
    let question = ClusterSizing.Question(configuration, pools: [0], mostNodes: Self.most)
    let sizes = try (0...Self.most).filter {
      try Self.suffices(.nothing, replicas: 6, small: $0, large: 0, spreads: true)
    }
    let need = try #require(try ClusterSizing.answer(question).needs.first)
    #expect(need.need == sizes.first && need.need == 3)
    #expect(need.limitedBy == "2 pods wait: Insufficient cpu")
    #expect(need.peakCPU == 750_000)
  }

  @Test(
    "of two pools the cheapest pair is the one that trying all pairs finds",
    arguments: [1, 4, 7, 11] as [Int32], [SizingLoss.nothing, .nodes(1)])
  func twoPools(replicas: Int32, loss: SizingLoss) throws {
    let most = 5
    var best: Int64?
    for small in 0...most {
      for large in 0...most
      where try Self.suffices(loss, replicas: replicas, small: small, large: large) {
        let cost = Int64(small) * 300_000 + Int64(large) * 500_000
        best = min(best ?? cost, cost)
      }
    }
    var question = ClusterSizing.Question(
      Self.configuration(replicas: replicas), pools: [0, 1], mostNodes: most)
    question.loss = loss
    question.jobs = 2
    let needs = try ClusterSizing.answer(question).needs
    let sizes = needs.compactMap(\.need)
    #expect((sizes.count == 2) == (best != nil))
    if sizes.count == 2 {
      #expect(Int64(sizes[0]) * 300_000 + Int64(sizes[1]) * 500_000 == best)
      #expect(
        try Self.suffices(loss, replicas: replicas, small: sizes[0], large: sizes[1]))
    }
  }

  @Test("nodes that are objects go with their pods' places, and a large search takes few runs")
  func members() throws {
    var configuration = Self.configuration(replicas: 2, small: 0)
    let names = (0..<3).map { "old-\($0)" }
    for name in names {
      var node = configuration.nodePools[0].template
      node.metadata.name = name
      configuration.initialObjects.append(node)
    }
    var pod = Pod(metadata: ObjectMeta(name: "bare", namespace: "default"), spec: PodSpec())
    pod.spec.containers = [Container(name: "c", image: "registry.example/bare:1")]
    pod.spec.nodeName = "old-2"
    configuration.initialObjects.append(pod)
    configuration.nodePools[0].members = names
    let question = ClusterSizing.Question(configuration, pools: [0], mostNodes: Self.most)
    let need = try #require(try ClusterSizing.answer(question).needs.first)
    #expect(need.now == 3 && need.need == 1)
    let large = ClusterSizing.Question(
      Self.configuration(replicas: 20, small: 60), pools: [0], mostNodes: 400)
    let (needs, runs) = try ClusterSizing.answer(large)
    #expect(needs.first?.need == 10 && runs <= 12)
  }
}
