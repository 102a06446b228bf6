import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

/// What each verb of the timeline leaves behind in a cluster of three nodes and three replicas.
@Suite("Verbs of the timeline")
struct TimelineTests {
  private static let web = ObjectTarget.named(
    kind: "ReplicationController", namespace: "default", name: "web")
  private static let service = ObjectTarget.named(
    kind: "Service", namespace: "default", name: "web")
  private static let webs = ObjectTarget.selected(
    kind: "Pod", namespace: "default", selector: LabelSelector(matching: ["app": "web"]))

  /// The state at the end of a run of ten minutes with actions at seconds.
  private static func run(
    _ actions: (second: Int64, action: TimelineAction)...
  ) -> SimulationState {
    var configuration = SmallCluster.configuration(.modern, replicas: 3, until: 600)
    configuration.timeline = actions.map { TimelineEntry(at: .seconds($0.second), $0.action) }
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation.state
  }

  /// The nodes of the pods that are there, in ascending order.
  private static func places(_ state: SimulationState) -> [Int] {
    (0..<state.cluster.pods.count).map { state.cluster.pods[PodID($0)] }
      .filter { !$0.isRemoved && $0.node.isPresent }.map(\.node.row).sorted()
  }

  private static func evictions(_ state: SimulationState, _ cause: String) -> Int {
    state.recording.evictions.count { $0.cause.name == cause }
  }

  @Test("scale sets the replicas, up and down")
  func scale() {
    #expect(Self.places(Self.run((100, .scale(Self.web, replicas: 6)))) == [0, 0, 1, 1, 2, 2])
    #expect(Self.places(Self.run((100, .scale(Self.web, replicas: 1)))).count == 1)
  }

  @Test("setImage changes pods to come and leaves those that are there")
  func setImage() {
    let state = Self.run(
      (100, .setImage(Self.web, container: "c", image: "registry.example/web:2")),
      (200, .scale(Self.web, replicas: 4)))
    let images = (0..<4).map { row in
      let template = state.cluster.pods[PodID(row)].template
      return state.cluster.templates[template].pod.spec.containers[0].image.suffix(1)
    }
    #expect(images == ["1", "1", "1", "2"])
  }

  @Test("apply creates what is new and updates what is known; delete takes it away")
  func applyAndDelete() {
    let applied = Self.run(
      (
        100,
        .apply([
          SmallCluster.controller("web", replicas: 1),
          SmallCluster.controller("db", replicas: 2),
        ])
      ))
    #expect(Self.places(applied).count == 3)
    #expect(applied.cluster.workloads.map(\.replicas) == [1, 2])
    let deleted = Self.run(
      (100, .delete(Self.web, grace: nil)), (100, .delete(Self.service, grace: nil)))
    #expect(Self.places(deleted).isEmpty)
    #expect(!deleted.cluster.services[0].isPresent)
  }

  @Test("a cordoned node takes no pods until it is uncordoned")
  func cordon() {
    let cordoned = Self.run(
      (100, .cordon(.node("worker-1"))), (200, .scale(Self.web, replicas: 5)))
    #expect(Self.places(cordoned) == [0, 0, 1, 2, 2])
    let freed = Self.run(
      (100, .cordon(.node("worker-1"))), (150, .uncordon(.pool("worker"))),
      (200, .scale(Self.web, replicas: 6)))
    #expect(Self.places(freed) == [0, 0, 1, 1, 2, 2])
  }

  @Test("drain evicts the pods of a node, and they run elsewhere")
  func drain() {
    let state = Self.run((100, .drain(.node("worker-2"))))
    #expect(state.cluster.nodes[2].isCordoned)
    #expect(!Self.places(state).contains(2) && Self.places(state).count == 3)
    #expect(Self.evictions(state, "eviction-api") == 1)
  }

  @Test("a NoExecute taint evicts, and its removal lets pods in again")
  func taint() {
    let taint = Taint(key: "maintenance", effect: .noExecute)
    let state = Self.run((100, .taint(.node("worker-0"), taint, isRemoval: false)))
    #expect(!Self.places(state).contains(0) && Self.evictions(state, "taint") == 1)
    let removed = Self.run(
      (100, .taint(.node("worker-0"), taint, isRemoval: false)),
      (200, .taint(.node("worker-0"), taint, isRemoval: true)),
      (300, .scale(Self.web, replicas: 6)))
    #expect(Self.places(removed) == [0, 0, 1, 1, 2, 2])
  }

  @Test("labels of nodes are set and taken off")
  func labelNodes() {
    let state = Self.run(
      (100, .labelNodes(.pool("worker"), [("disk", "ssd")])),
      (200, .labelNodes(.node("worker-0"), [("disk", nil)])))
    let key = state.cluster.symbols.find("disk")
    let values = state.cluster.nodes.map { node in
      key.flatMap { node.labels[$0] }.map { state.cluster.symbols[$0] }
    }
    #expect(values == [nil, "ssd", "ssd"])
  }

  @Test("nodes join a pool under the next names, and leave with their objects")
  func joinAndLeave() {
    let joined = Self.run(
      (100, .join(pool: "worker", count: 2)), (200, .scale(Self.web, replicas: 5)))
    #expect(joined.cluster.nodes.map { joined.cluster.symbols[$0.name] }.last == "worker-4")
    #expect(Self.places(joined) == [0, 1, 2, 3, 4])
    let left = Self.run((100, .leave(.node("worker-0"))))
    #expect(!left.cluster.nodes[0].isPresent)
    #expect(!Self.places(left).contains(0) && Self.places(left).count == 3)
  }

  @Test("a node that fails and recovers, or is cut off and healed, is noticed and heard again")
  func faults() {
    for (strike, relief) in [
      (TimelineAction.fail(.node("worker-1")), TimelineAction.recover(.node("worker-1"))),
      (.partition(.node("worker-1")), .heal(.node("worker-1"))),
    ] {
      let state = Self.run((100, strike), (200, relief))
      let statuses = state.recording.nodeConditions.filter { $0.node == NodeID(1) }.map(\.status)
      #expect(statuses == [.yes, .unknown, .yes])
      #expect(state.recording.incidents.map(\.time) == [.seconds(100), .seconds(200)])
    }
  }

  @Test("a container that crashes is started again; an evicted pod is replaced")
  func crashAndEvict() {
    let crashed = Self.run((100, .crash(Self.webs, container: nil, exitCode: 1)))
    #expect((0..<3).map { crashed.cluster.pods[PodID($0)].restarts } == [1, 1, 1])
    let evicted = Self.run((100, .evict(Self.webs)))
    #expect(Self.places(evicted).count == 3 && evicted.cluster.pods.count == 6)
  }

  @Test("an init container that crashes by its name fails a pod that is never restarted")
  func crashInitContainer() {
    var pod = Pod(
      metadata: ObjectMeta(name: "p", namespace: "default"), spec: SmallCluster.spec("web"))
    pod.spec.initContainers = [Container(name: "prepare", image: "registry.example/web:1")]
    pod.spec.restartPolicy = .never
    var configuration = SmallCluster.configuration(.modern, replicas: 0, until: 60)
    configuration.controlPlane.kubelet.initContainerRuntime = .seconds(30)
    configuration.initialObjects = [pod]
    let target = ObjectTarget.named(kind: "Pod", namespace: "default", name: "p")
    configuration.timeline = [
      TimelineEntry(at: .seconds(20), .crash(target, container: "prepare", exitCode: 3))
    ]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    let record = simulation.state.cluster.pods[PodID(0)]
    #expect(record.phase == .failed && record.finished <= .seconds(22))
  }

  @Test("a controller manager that is resumed has started anew: tolerations count from then")
  func restart() throws {
    let stopped: [(second: Int64, action: TimelineAction)] = [
      (340, .pause(.controllerManager)), (355, .resume(.controllerManager)),
    ]
    // Whoever is resumed waits 15 to 19.4 s for its lease.
    for (extra, from) in [([], 160), (stopped, 374)]
      as [([(second: Int64, action: TimelineAction)], Int64)]
    {
      var configuration = SmallCluster.configuration(.modern, replicas: 3, until: 800)
      configuration.timeline = ([(102, .fail(.node("worker-0")))] + extra).map {
        TimelineEntry(at: .seconds($0.second), $0.action)
      }
      var simulation = Simulation(configuration)
      simulation.runToEnd()
      let evictions = simulation.state.recording.evictions.filter { $0.cause == .taint }
      #expect(evictions.count == 1)
      let time = try #require(evictions.first?.time)
      #expect(time > .seconds(from + 285) && time < .seconds(from + 301))
    }
  }

  @Test("what is paused does nothing, and catches up when it is resumed")
  func pause() {
    for component in ControlPlaneComponent.allCases {
      let paused = Self.run((100, .pause(component)), (200, .scale(Self.web, replicas: 6)))
      #expect(Self.places(paused) == [0, 1, 2], "\(component)")
      let resumed = Self.run(
        (100, .pause(component)), (200, .scale(Self.web, replicas: 6)), (300, .resume(component)))
      #expect(Self.places(resumed) == [0, 0, 1, 1, 2, 2], "\(component)")
    }
  }
}
