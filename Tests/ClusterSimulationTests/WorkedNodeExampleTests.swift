import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine
import StructuredText
import TestSupport
import Testing

/// The documentation's worked examples of nodes that fall silent, and of what their pods bear.
@Suite struct WorkedNodeExampleTests {
  private static let examples = "cases/worked-examples.json"
  /// When nodes die: just after their heartbeat.
  private static let death = SimulationTime.seconds(300) + .milliseconds(1)

  private static func example(_ id: String) throws -> (input: SyntaxNode, expected: SyntaxNode) {
    let bytes = try #require(try SharedFolder.bytes(examples))
    let cases = try #require(try JSONReader.read(bytes, file: examples)["cases"])
    let found = try #require(cases.elements.first { $0["id"]?.text == id })
    return (try #require(found["input"]), try #require(found["expected"]))
  }

  private static func seconds(_ node: SyntaxNode?) throws -> SimulationDuration {
    .seconds(try #require(Int64(node?.text ?? "")))
  }

  /// A run in which the nodes of these names die; a node's zone is in its pool's name.
  private static func run(
    _ pools: [(zone: String, count: Int)], dying: [String], until end: Int64 = 3000,
    _ change: (inout SimulationConfiguration) -> Void = { _ in }
  ) -> SimulationState {
    var configuration = SmallCluster.configuration(.modern, replicas: 12, until: end)
    configuration.nodePools = pools.map { pool in
      var node = SmallCluster.node
      node.metadata.labels = ["topology.kubernetes.io/zone": pool.zone]
      return NodePool(name: pool.zone, count: pool.count, template: node)
    }
    configuration.timeline = dying.map { TimelineEntry(at: death, .fail(.node($0))) }
    change(&configuration)
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation.state
  }

  @Test(.enabled(if: SharedFolder.has(examples)))
  func `a silent node is Unknown after the grace period, and its pods go later`() throws {
    let (_, expected) = try Self.example("node-unreachable-timing")
    let grace = try Self.seconds(expected["Ready_Unknown_at_s"])
    let wait = try Self.seconds(expected["eviction_starts_after_further_s"])
    let settings = ControlPlaneSettings(profile: .modern)
    let lease = try Self.seconds(expected["lease_update_s"])
    #expect(settings.kubelet.nodeLeaseRenewInterval == lease)
    // The page's figure is that of its release, which had a shorter grace period.
    let state = Self.run([("a", 3)], dying: ["a-0"]) {
      $0.controlPlane.nodeLifecycle.nodeMonitorGracePeriod = grace
    }
    let unknown = try #require(state.recording.nodeConditions.first { $0.status == .unknown }?.time)
    let period = settings.nodeLifecycle.nodeMonitorPeriod
    #expect(unknown > Self.death + grace - .seconds(10))
    #expect(unknown <= Self.death + grace + period + .seconds(1))
    let eviction = try #require(state.recording.evictions.first?.time)
    #expect(eviction >= unknown + wait && eviction <= unknown + wait + period + .seconds(1))
  }

  @Test(.enabled(if: SharedFolder.has(examples)))
  func `pods bear a silent node for a time, those of daemon sets for ever`() throws {
    let (_, expected) = try Self.example("taint-default-300")
    let keys = try #require(expected["auto_added"]).elements.map(\.text)
    let bearing = try #require(Int64(expected["tolerationSeconds"]?.text ?? ""))
    var pod = Pod()
    pod.addDefaultTolerations()
    #expect(pod.spec.tolerations.map(\.key) == keys)
    #expect(pod.spec.tolerations.allSatisfy { $0.tolerationSeconds == bearing })
    var set = DaemonSet()
    set.metadata = ObjectMeta(name: "agent", namespace: "default")
    set.spec.selector = LabelSelector(matching: ["app": "agent"])
    set.spec.template.metadata.labels = ["app": "agent"]
    set.spec.template.spec = SmallCluster.spec("agent")
    set.applyDefaults()
    let state = Self.run([("a", 3)], dying: ["a-0"]) { $0.initialObjects.append(set) }
    var kinds: [String: Int] = [:]
    for eviction in state.recording.evictions {
      let owner = state.cluster.pods[eviction.pod].owner
      kinds[state.cluster.workloads[owner.row].kind.name, default: 0] += 1
    }
    #expect(kinds["ReplicationController"] == 4 && kinds["DaemonSet"] == nil, "\(kinds)")
  }

  @Test(.enabled(if: SharedFolder.has(examples)))
  func `evictions stop, slow down or go on by how many nodes of a zone are lost`() throws {
    let (_, expected) = try Self.example("node-evict-unhealthy-zone")
    let (small, whole) = (expected["small"]?.text, expected["all_zones_down"]?.text)
    #expect(small == "evictions stop" && whole == small)
    let ten = (0..<10).map { "a-\($0)" }
    // Three of five are more than 55 percent of a small zone.
    let disrupted = Self.run([("a", 5)], dying: Array(ten.prefix(3)))
    #expect(Self.taints(in: disrupted) <= 1, "the zone's token lets one go at most")
    let allDown = Self.run([("a", 3)], dying: Array(ten.prefix(3)))
    #expect(allDown.recording.evictions.isEmpty)
    #expect(expected["one_zone_fully_down"]?.text == "normal rate")
    let oneDown = Self.run([("a", 3), ("b", 3)], dying: Array(ten.prefix(3)))
    #expect(Self.taints(in: oneDown) == 3)
  }

  /// How many nodes had a pod evicted.
  private static func taints(in state: SimulationState) -> Int {
    Set(state.recording.evictions.map(\.node)).count
  }
}
