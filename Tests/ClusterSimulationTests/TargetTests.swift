import ClusterSimulation
import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine
import Testing

/// Which pods a verb means, and what verbs about readiness, ownership and shared load do to them.
@Suite("Targets of verbs")
struct TargetTests {
  private static let webs = ObjectTarget.selected(
    kind: "Pod", namespace: "default", selector: LabelSelector(matching: ["app": "web"]))

  private static func matching(_ pattern: String) -> ObjectTarget {
    .matching(kind: "Pod", namespace: "default", NamePattern(pattern))
  }

  /// A cluster with three replicas after some actions at seconds, at `end`.
  private static func run(
    until end: Int64, _ actions: (second: Int64, action: TimelineAction)...
  ) -> SimulationState {
    var configuration = SmallCluster.configuration(.modern, replicas: 3, until: end)
    configuration.timeline = actions.map { TimelineEntry(at: .seconds($0.second), $0.action) }
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation.state
  }

  /// The pods that are there, in the order of their names.
  private static func pods(_ state: SimulationState) -> [PodID] {
    (0..<state.cluster.pods.count).map { PodID($0) }.filter { !state.cluster.pods[$0].isRemoved }
      .sorted { name($0, state) < name($1, state) }
  }

  private static func name(_ pod: PodID, _ state: SimulationState) -> String {
    state.cluster.pods[pod].name.text(state.cluster.symbols)
  }

  @Test(
    "unready holds for the first by name, and for no others",
    arguments: [(webs, 2), (matching("web-*"), 1), (matching("*"), 3), (matching("db-*"), 0)])
  func unready(target: ObjectTarget, count: Int) {
    let state = Self.run(
      until: 130, (100, .setReadiness(.first(count, of: target), isReady: false)))
    let ready = Self.pods(state).map { state.cluster.pods[$0].isReady }
    #expect(
      ready == Array(repeating: false, count: count) + Array(repeating: true, count: 3 - count))
  }

  @Test("ready ends it")
  func ready() {
    let state = Self.run(
      until: 130, (100, .setReadiness(Self.webs, isReady: false)),
      (120, .setReadiness(.first(2, of: Self.webs), isReady: true)))
    #expect(Self.pods(state).map { state.cluster.pods[$0].isReady } == [true, true, false])
  }

  @Test("orphans stay without an owner")
  func orphans() {
    let web = ObjectTarget.named(kind: "ReplicationController", namespace: "default", name: "web")
    let state = Self.run(until: 200, (100, .delete(web, grace: nil, propagation: .orphan)))
    let pods = Self.pods(state)
    #expect(pods.count == 3)
    #expect(pods.allSatisfy { !state.cluster.pods[$0].owner.isPresent })
  }

  @Test("a Node's object can go while its machine runs on")
  func nodeObject() {
    let state = Self.run(until: 110, (100, .deleteNodes(.node("worker-1"))))
    #expect(state.cluster.nodes.map(\.isPresent) == [true, false, true])
    let left = Self.pods(state).filter { state.cluster.pods[$0].node == NodeID(1) }
    #expect(left.count == 1 && left.allSatisfy { state.cluster.pods[$0].phase == .running })
  }

  @Test("a total is shared by the pods that run, the rest of the division by the oldest")
  func sharedLoad() {
    let web = ObjectTarget.named(kind: "ReplicationController", namespace: "default", name: "web")
    var change = LoadChange()
    change.cpu = .shared(.constant(400))
    func usage(_ actions: (second: Int64, action: TimelineAction)...) -> [Int64] {
      var configuration = SmallCluster.configuration(.modern, replicas: 3, until: 300)
      configuration.timeline =
        [TimelineEntry(at: .seconds(50), .load(Self.webs, change))]
        + actions.map { TimelineEntry(at: .seconds($0.second), $0.action) }
      var simulation = Simulation(configuration)
      simulation.runToEnd()
      let state = simulation.state
      return (0..<state.cluster.pods.count).map { PodID($0) }
        .filter { state.cluster.pods[$0].phase == .running && !state.cluster.pods[$0].isRemoved }
        .map { state.usage(of: $0).milliCPU }
    }
    #expect(usage() == [134, 133, 133])
    #expect(usage((100, .scale(web, replicas: 5))) == [80, 80, 80, 80, 80])
    #expect(usage((100, .scale(web, replicas: 1))) == [400])
    var other = LoadChange()
    other.cpu = .shared(.constant(90))
    #expect(usage((100, .load(Self.webs, other))) == [30, 30, 30])
    other.cpu = .factor(millionths: 1_000_000)
    #expect(usage((100, .load(Self.webs, other))) == [100, 100, 100])
  }
}
