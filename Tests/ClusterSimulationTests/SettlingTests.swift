import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine
import Testing

@testable import ClusterSimulation

@Suite("Runs that end when they have settled")
struct SettlingTests {
  private static let limit = SimulationTime.minutes(120)

  /// The end of a run over the small cluster in which `timeline` happens.
  private static func end(
    _ profile: ControlPlaneSettings.Profile, replicas: Int32 = 3, milliCPU: Int64 = 100,
    _ timeline: [TimelineEntry] = [], behaviors: [BehaviorRule] = []
  ) -> SimulationState {
    var configuration = SimulationConfiguration(
      name: "settling", controlPlane: ControlPlaneSettings(profile: profile))
    configuration.ending = .settled(limit: limit)
    var node = Node()
    node.status.capacity = [.cpu: Quantity(1), .memory: Quantity(8 << 30), .pods: Quantity(20)]
    configuration.nodePools = [NodePool(name: "n", count: 2, template: node)]
    var controller = ReplicationController()
    controller.metadata = ObjectMeta(name: "web", namespace: "default")
    controller.spec.replicas = replicas
    controller.spec.selector = ["app": "web"]
    controller.spec.template.metadata.labels = ["app": "web"]
    var container = Container(name: "c", image: "registry.example/web:1")
    container.resources.requests = [.cpu: Quantity(milliValue: milliCPU)]
    controller.spec.template.spec.containers = [container]
    configuration.initialObjects = [controller]
    configuration.timeline = timeline
    configuration.behaviors = behaviors
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation.state
  }

  @Test(
    "three replicas are ready, and then nothing is left",
    arguments: ControlPlaneSettings.Profile.allCases)
  func replicas(profile: ControlPlaneSettings.Profile) {
    let state = Self.end(profile)
    #expect((0..<3).allSatisfy { state.cluster.pods[PodID($0)].isReady })
    #expect(state.recording.end < .minutes(1))
  }

  @Test(
    "pods that find no node are tried for ever, and keep no run",
    arguments: ControlPlaneSettings.Profile.allCases)
  func unschedulable(profile: ControlPlaneSettings.Profile) {
    let state = Self.end(profile, replicas: 3, milliCPU: 800)
    let waiting = (0..<3).filter { !state.cluster.pods[PodID($0)].node.isPresent }
    #expect(waiting.count == 1 && state.recording.end < .minutes(10))
  }

  @Test(
    "a dead node is noticed and emptied first, and the timeline is waited for",
    arguments: ControlPlaneSettings.Profile.allCases)
  func deadNode(profile: ControlPlaneSettings.Profile) {
    let state = Self.end(
      profile, replicas: 4, [TimelineEntry(at: .minutes(3), .fail(.node("n-0")))])
    let running = (0..<state.cluster.pods.count).map { state.cluster.pods[PodID($0)] }
      .filter { $0.isActive && $0.isReady && $0.node == NodeID(1) }
    #expect(running.count == 4)
    #expect(state.recording.end > .minutes(3) && state.recording.end < .minutes(30))
  }

  @Test("what ends and starts again for ever never settles")
  func crashLoop() throws {
    var behavior = PodBehavior()
    behavior.runtime = .constant(try ConstantDistribution(5))
    let state = Self.end(.modern, behaviors: [BehaviorRule(behavior: behavior)])
    #expect(state.recording.end > .minutes(110))
    #expect(state.recording.whatIsLeft?.hasPrefix("kubelets have work") == true)
  }

  @Test("what a round will find is waited for, and a run that has settled has nothing left")
  func rounds() {
    // A pod of a node that is not there is collected after 40 s, by a round.
    var lost = Pod(metadata: ObjectMeta(name: "lost", namespace: "default"), spec: PodSpec())
    lost.spec = SmallCluster.spec("lost")
    lost.spec.nodeName = "nowhere"
    let orphan = Self.end(.modern, [TimelineEntry(at: .seconds(30), .apply([lost]))])
    let removed = (0..<orphan.cluster.pods.count).count {
      orphan.cluster.pods[PodID($0)].isRemoved
    }
    #expect(removed == 1 && orphan.recording.whatIsLeft == nil)
    // Nodes that fall silent together are tainted 10 s apart; every pod is evicted in the end.
    let silent = Self.end(
      .modern, replicas: 8,
      [
        TimelineEntry(at: .seconds(60), .fail(.node("n-0"))),
        TimelineEntry(at: .seconds(61), .fail(.node("n-1"))),
        TimelineEntry(at: .seconds(62), .join(pool: "n", count: 2)),
      ])
    let stuck = (0..<silent.cluster.pods.count).map { silent.cluster.pods[PodID($0)] }
      .filter { $0.isActive && !$0.isReady }
    #expect(stuck.isEmpty && silent.recording.whatIsLeft == nil)
  }
}
