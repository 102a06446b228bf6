import ClusterSimulation
import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine
import Testing

@Suite("Stateful sets in a run")
struct StatefulSetRunTests {
  private static let target = ObjectTarget.named(
    kind: "StatefulSet", namespace: "default", name: "db")

  private static func set(
    replicas: Int32 = 3, _ change: (inout StatefulSetSpec) -> Void = { _ in }
  ) -> StatefulSet {
    var set = StatefulSet()
    set.metadata = ObjectMeta(name: "db", namespace: "default")
    set.spec.replicas = replicas
    set.spec.serviceName = "db"
    set.spec.selector = LabelSelector(matching: ["app": "db"])
    set.spec.template.metadata.labels = ["app": "db"]
    set.spec.template.spec = SmallCluster.spec("db")
    change(&set.spec)
    set.applyDefaults()
    return set
  }

  private static func configuration(
    _ objects: [any APIObject], until end: Int64, _ timeline: [(Int64, TimelineAction)]
  ) -> SimulationConfiguration {
    var configuration = SmallCluster.configuration(.modern, until: end)
    configuration.initialObjects = objects
    configuration.timeline = timeline.map { TimelineEntry(at: .seconds($0.0), $0.1) }
    return configuration
  }

  private static func run(
    _ set: StatefulSet, until end: Int64 = 300, _ timeline: (Int64, TimelineAction)...
  ) -> SimulationState {
    var simulation = Simulation(configuration([set], until: end, timeline))
    simulation.runToEnd()
    return simulation.state
  }

  private static func setImage(_ image: String) -> TimelineAction {
    .setImage(target, container: nil, image: image)
  }

  /// The pods that are there, by name, with the tags of their images.
  private static func pods(_ state: SimulationState) -> [String: String] {
    let cluster = state.cluster
    var found: [String: String] = [:]
    for row in 0..<cluster.pods.count {
      let record = cluster.pods[PodID(row)]
      guard !record.isRemoved else { continue }
      let image = cluster.symbols[cluster.templates[record.template].images[0]]
      found[record.name.text(cluster.symbols)] = String(image.suffix(1))
    }
    return found
  }

  private static func status(_ state: SimulationState) -> WorkloadStatus {
    state.cluster.workloads[0].status
  }

  @Test("pods come one after another, with stable names, labels and a host name")
  func identities() throws {
    let state = Self.run(Self.set { $0.firstOrdinal = 5 })
    #expect(Self.pods(state) == ["db-5": "1", "db-6": "1", "db-7": "1"])
    let cluster = state.cluster
    for row in 1..<3 {
      #expect(cluster.pods[PodID(row)].created > cluster.pods[PodID(row - 1)].firstReady)
    }
    let pod = cluster.templates[cluster.pods[PodID(1)].template].pod
    let revision = try #require(pod.metadata.labels["controller-revision-hash"])
    #expect(
      pod.metadata.labels == [
        "app": "db", "apps.kubernetes.io/pod-index": "6", "controller-revision-hash": revision,
        "statefulset.kubernetes.io/pod-name": "db-6",
      ])
    #expect(revision.hasPrefix("db-"))
    #expect(pod.spec.hostname == "db-6" && pod.spec.subdomain == "db")
    #expect(Self.status(state).readyReplicas == 3)
  }

  @Test("with Parallel nobody waits for a neighbour")
  func parallel() {
    let state = Self.run(Self.set(replicas: 6) { $0.podManagementPolicy = .parallel })
    let pods = state.cluster.pods
    #expect(pods.count == 6)
    for row in 0..<6 { #expect(pods[PodID(row)].created < .milliseconds(100)) }
  }

  @Test("scaling down takes the highest first, one at a time")
  func scalesDown() {
    let state = Self.run(Self.set(replicas: 4), (60, .scale(Self.target, replicas: 1)))
    #expect(Self.pods(state) == ["db-0": "1"])
    let pods = state.cluster.pods
    #expect(pods[PodID(3)].removed <= pods[PodID(2)].deletionRequested)
    #expect(pods[PodID(2)].removed <= pods[PodID(1)].deletionRequested)
  }

  @Test(
    "an update goes down from the highest pod to the partition",
    arguments: [(0, ["2", "2", "2"]), (2, ["1", "1", "2"]), (7, ["1", "1", "1"])]
      as [(Int32, [String])])
  func updates(partition: Int32, tags: [String]) {
    let set = Self.set { spec in
      spec.updateStrategy.type = .rollingUpdate
      spec.updateStrategy.partition = partition
    }
    let state = Self.run(set, (60, Self.setImage("registry.example/db:2")))
    #expect(Self.pods(state) == ["db-0": tags[0], "db-1": tags[1], "db-2": tags[2]])
    guard case .statefulSet(let revisions)? = Self.status(state).detail else {
      Issue.record("a stateful set reports its revisions")
      return
    }
    #expect((revisions.current == revisions.update) == (partition == 0))
  }

  @Test("an update by hand waits for someone to delete pods")
  func onDelete() {
    let set = Self.set { $0.updateStrategy.type = .onDelete }
    let pod = ObjectTarget.named(kind: "Pod", namespace: "default", name: "db-1")
    let state = Self.run(
      set, (60, Self.setImage("registry.example/db:2")), (120, .delete(pod, grace: nil)))
    #expect(Self.pods(state) == ["db-0": "1", "db-1": "2", "db-2": "1"])
  }

  @Test("a broken update stays broken after its undoing, until the broken pod is deleted by hand")
  func brokenUpdate() {
    var configuration = Self.configuration(
      [Self.set()], until: 300,
      [
        (60, Self.setImage("registry.example/db:2")),
        (120, .rollout(Self.target, .undo(toRevision: nil))),
      ])
    var broken = PodBehavior()
    broken.pull = .fails
    var rule = BehaviorRule(behavior: broken)
    rule.image = NamePattern("registry.example/db:2")
    configuration.behaviors = [rule]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    #expect(Self.pods(simulation.state) == ["db-0": "1", "db-1": "1", "db-2": "2"])

    let pod = ObjectTarget.named(kind: "Pod", namespace: "default", name: "db-2")
    configuration.timeline.append(TimelineEntry(at: .seconds(180), .delete(pod, grace: nil)))
    var repaired = Simulation(configuration)
    repaired.runToEnd()
    #expect(Self.pods(repaired.state) == ["db-0": "1", "db-1": "1", "db-2": "1"])
  }

  @Test("the pod of a dead node is not replaced before its object is gone")
  func deadNode() {
    var configuration = Self.configuration([Self.set()], until: 3000, [])
    configuration.timeline = [TimelineEntry(at: .seconds(60), .fail(.node("worker-1")))]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    let pods = simulation.state.cluster.pods
    let lost = (0..<pods.count).map { pods[PodID($0)] }.filter(\.isDeleting)
    #expect(lost.count == 1 && pods.count == 3)

    configuration.timeline.append(
      TimelineEntry(at: .seconds(1000), .deleteNodes(.node("worker-1"))))
    var freed = Simulation(configuration)
    freed.runToEnd()
    #expect(freed.state.cluster.pods.count == 4 && Self.pods(freed.state).count == 3)
  }

  @Test("a pod that has failed comes again under its name")
  func failedPod() {
    let state = Self.run(
      Self.set(),
      (60, .taint(.node("worker-0"), Taint(key: "k", effect: .noExecute), isRemoval: false)))
    #expect(Self.pods(state).count == 3)
    #expect(state.cluster.pods.count == 4)
  }

  @Test("rollouts restart, are undone to a revision, and cannot be halted")
  func rollouts() {
    let state = Self.run(
      Self.set(replicas: 1), until: 400,
      (60, Self.setImage("registry.example/db:2")), (120, Self.setImage("registry.example/db:3")),
      (180, .rollout(Self.target, .undo(toRevision: 1))), (240, .rollout(Self.target, .pause)),
      (260, .rollout(Self.target, .undo(toRevision: 9))),
      (300, .rollout(Self.target, .restart)))
    #expect(Self.pods(state) == ["db-0": "1"])
    #expect(state.cluster.pods.count == 5)
    #expect(
      state.recording.refusals.map(\.status.message) == [
        "pausing is not supported", "unable to find specified revision 9 in history",
      ])
  }

  @Test("revisions beyond the limit that no pod has are taken away")
  func history() {
    let images = (2...7).map { (Int64($0 * 40), Self.setImage("registry.example/db:\($0)")) }
    var simulation = Simulation(
      Self.configuration(
        [Self.set(replicas: 1) { $0.revisionHistoryLimit = 2 }], until: 400, images)
    )
    simulation.runToEnd()
    let revisions = simulation.state.cluster.revisions
    #expect(revisions.owned(by: WorkloadID(0)).map { revisions[$0].number } == [5, 6, 7])
  }

  @Test("what may not change of a set is refused")
  func immutable() {
    let other = Self.set(replicas: 1) { $0.serviceName = "other" }
    let state = Self.run(Self.set(), (60, .apply([other])))
    #expect(state.cluster.workloads[0].replicas == 3)
    #expect(
      state.recording.refusals.first?.status.message.hasPrefix(
        "StatefulSet \"db\" is invalid: spec: Forbidden: updates to statefulset spec") ?? false)
  }

  @Test("revisions go with their set, or are adopted by the next one of its name")
  func orphans() {
    let state = Self.run(
      Self.set(), (60, .delete(Self.target, grace: nil, propagation: .orphan)),
      (120, .apply([Self.set(replicas: 2)])))
    let cluster = state.cluster
    #expect(Self.pods(state) == ["db-0": "1", "db-1": "1"])
    #expect(cluster.pods.count == 3, "the orphans were adopted")
    #expect(cluster.revisions.owned(by: WorkloadID(1)).count == 1)
    let gone = Self.run(Self.set(), (60, .delete(Self.target, grace: nil)))
    #expect(gone.cluster.revisions.owned(by: WorkloadID(0)).isEmpty)
  }
}
