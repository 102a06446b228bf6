import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@Suite("Daemon sets in a run")
struct DaemonSetRunTests {
  private static let target = ObjectTarget.named(
    kind: "DaemonSet", namespace: "default", name: "log")

  private static func set(_ change: (inout DaemonSetSpec) -> Void = { _ in }) -> DaemonSet {
    var set = DaemonSet()
    set.metadata = ObjectMeta(name: "log", namespace: "default")
    set.spec.selector = LabelSelector(matching: ["app": "log"])
    set.spec.template.metadata.labels = ["app": "log"]
    set.spec.template.spec = SmallCluster.spec("log")
    change(&set.spec)
    set.applyDefaults()
    return set
  }

  private static func run(
    _ set: DaemonSet, _ profile: ControlPlaneSettings.Profile = .modern, until end: Int64 = 300,
    _ timeline: (Int64, TimelineAction)...
  ) -> SimulationState {
    var configuration = SmallCluster.configuration(profile, until: end)
    configuration.initialObjects = [set]
    configuration.timeline = timeline.map { TimelineEntry(at: .seconds($0.0), $0.1) }
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation.state
  }

  /// The nodes of the pods that are there, in order, with the tags of the pods' images.
  private static func places(_ state: SimulationState) -> [String] {
    let cluster = state.cluster
    var found: [String] = []
    for row in 0..<cluster.pods.count {
      let record = cluster.pods[PodID(row)]
      guard !record.isRemoved, record.node.isPresent else { continue }
      let image = cluster.symbols[cluster.templates[record.template].images[0]]
      let node = cluster.symbols[cluster.nodes[record.node.row].name]
      found.append("\(node):\(image.suffix(1))")
    }
    return found.sorted()
  }

  @Test("a pod runs on every node, in every era", arguments: ControlPlaneSettings.Profile.allCases)
  func everyNode(profile: ControlPlaneSettings.Profile) {
    let state = Self.run(Self.set(), profile)
    #expect(Self.places(state) == ["worker-0:1", "worker-1:1", "worker-2:1"])
    let status = state.cluster.workloads[0].status
    #expect(status.readyReplicas == 3 && state.cluster.wantedPods(of: WorkloadID(0)) == 3)
    // Bound by the scheduler, or before any scheduler could see it.
    #expect(state.recording.attempts.isEmpty == (profile != .modern))
  }

  @Test("a new node gets its pod when it is ready, and a cordon is no hindrance")
  func newNode() {
    let state = Self.run(
      Self.set(), .modern, until: 300, (30, .cordon(.node("worker-0"))),
      (60, .join(pool: "worker", count: 1)))
    #expect(Self.places(state).count == 4)
    let pods = state.cluster.pods
    #expect(pods[PodID(3)].created >= .seconds(60))
  }

  @Test("an update reaches every node; undo and restart go on from there")
  func rollouts() {
    let image = TimelineAction.setImage(
      Self.target, container: nil, image: "registry.example/log:2")
    let updated = Self.run(Self.set(), .modern, until: 200, (30, image))
    #expect(Self.places(updated) == ["worker-0:2", "worker-1:2", "worker-2:2"])
    let undone = Self.run(
      Self.set(), .modern, until: 600, (30, image),
      (200, .rollout(Self.target, .undo(toRevision: nil))))
    #expect(Self.places(undone) == ["worker-0:1", "worker-1:1", "worker-2:1"])
    #expect(undone.cluster.revision(of: WorkloadID(0)) == 3)
    let restarted = Self.run(
      Self.set(), .modern, until: 200, (30, .rollout(Self.target, .restart)))
    #expect(restarted.cluster.pods.count == 6)
  }

  @Test("a drain leaves daemon pods alone")
  func drain() {
    let state = Self.run(Self.set(), .modern, until: 200, (30, .drain(.node("worker-1"))))
    #expect(state.cluster.pods.count == 3)
    #expect(Self.places(state).count == 3)
  }

  @Test("a pod on a dead node stays, for it bears the taints of silence for ever")
  func deadNode() {
    let state = Self.run(Self.set(), .modern, until: 2000, (30, .fail(.node("worker-1"))))
    let pods = state.cluster.pods
    #expect(pods.count == 3 && (0..<3).allSatisfy { !pods[PodID($0)].isDeleting })
  }

  @Test("deleting a set takes its pods and revisions along, or leaves both")
  func deletion() {
    let gone = Self.run(Self.set(), .modern, until: 200, (30, .delete(Self.target, grace: nil)))
    #expect(Self.places(gone).isEmpty)
    #expect(gone.cluster.revisions.owned(by: WorkloadID(0)).isEmpty)
    let adopted = Self.run(
      Self.set(), .modern, until: 300,
      (30, .delete(Self.target, grace: nil, propagation: .orphan)), (60, .apply([Self.set()])))
    #expect(adopted.cluster.pods.count == 3, "the orphans were adopted")
    #expect(Self.places(adopted).count == 3)
  }

  @Test("a budget cannot ask a daemon set how many pods it wants")
  func budget() {
    var budget = PodDisruptionBudget()
    budget.metadata = ObjectMeta(name: "log", namespace: "default")
    budget.spec.selector = LabelSelector(matching: ["app": "log"])
    budget.spec.maxUnavailable = 1
    var configuration = SmallCluster.configuration(.modern, until: 100)
    configuration.initialObjects = [Self.set(), budget]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    #expect(simulation.state.cluster.disruptionBudgets[0].disruptionsAllowed == 0)
  }
}
