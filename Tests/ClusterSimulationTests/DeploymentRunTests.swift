import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@Suite("Deployments in a run")
struct DeploymentRunTests {
  private static let target = ObjectTarget.named(
    kind: "Deployment", namespace: "default", name: "web")

  private static func deployment(
    replicas: Int32, _ change: (inout DeploymentSpec) -> Void = { _ in }
  ) -> Deployment {
    var deployment = Deployment()
    deployment.metadata = ObjectMeta(name: "web", namespace: "default")
    deployment.spec.replicas = replicas
    deployment.spec.selector = LabelSelector(matching: ["app": "web"])
    deployment.spec.template.metadata.labels = ["app": "web"]
    deployment.spec.template.spec = SmallCluster.spec("web")
    deployment.applyDefaults()
    change(&deployment.spec)
    return deployment
  }

  private static func run(
    _ deployment: Deployment, until end: Int64 = 300,
    _ timeline: (Int64, TimelineAction)...
  ) -> SimulationState {
    var configuration = SmallCluster.configuration(.modern, until: end)
    configuration.initialObjects = [deployment]
    configuration.timeline = timeline.map { TimelineEntry(at: .seconds($0.0), $0.1) }
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation.state
  }

  private static func setImage(_ image: String) -> TimelineAction {
    .setImage(target, container: nil, image: image)
  }

  private static func sets(_ state: SimulationState) -> [Int32] {
    state.cluster.workloads.filter { $0.kind == .replicaSet && $0.isPresent }.map(\.replicas)
  }

  private static func status(_ state: SimulationState) -> WorkloadStatus {
    state.cluster.workloads[0].status
  }

  @Test("a load of a deployment is one of the pods of its replica sets, those to come too")
  func load() {
    var change = LoadChange()
    change.cpu = .shared(.constant(330))
    let state = Self.run(
      Self.deployment(replicas: 2), (50, .load(Self.target, change)),
      (100, .scale(Self.target, replicas: 3)))
    let running = (0..<state.cluster.pods.count).map { PodID($0) }.filter {
      state.cluster.pods[$0].phase == .running
    }
    #expect(running.map { state.usage(of: $0).milliCPU } == [110, 110, 110])
  }

  @Test("a deployment makes one replica set, whose pods bear its hash and its name")
  func creates() {
    let state = Self.run(Self.deployment(replicas: 3))
    #expect(Self.sets(state) == [3])
    let status = Self.status(state)
    #expect(status.replicas == 3 && status.updatedReplicas == 3 && status.revision == 1)
    #expect(status.availableReplicas == 3 && status.observedGeneration == 1)
    #expect(status[condition: "Available"]?.reason == "MinimumReplicasAvailable")
    #expect(status[condition: "Progressing"]?.reason == "NewReplicaSetAvailable")
    let cluster = state.cluster
    let set = cluster.symbols[cluster.workloads[1].name]
    #expect(set.hasPrefix("web-") && set.count >= 10)
    for row in 0..<cluster.pods.count {
      let pod = cluster.pods[PodID(row)]
      #expect(pod.name.text(cluster.symbols).hasPrefix(set + "-"))
      let labels = cluster.templates[pod.template].pod.metadata.labels
      #expect("web-" + (labels["pod-template-hash"] ?? "") == set)
    }
  }

  @Test("a new image makes a second set; the old one stays at nothing, as history")
  func rolls() {
    let state = Self.run(Self.deployment(replicas: 4), (60, Self.setImage("web:2")))
    #expect(Self.sets(state) == [0, 4])
    #expect(Self.status(state).revision == 2)
    #expect(state.cluster.pods.counts(of: WorkloadID(2)).ready == 4)
  }

  @Test("a template that is edited on the set is none of the deployment's: it makes a set anew")
  func editedSet() throws {
    let selector = ObjectTarget.selected(
      kind: "ReplicaSet", namespace: "default",
      selector: LabelSelector(matching: ["app": "web"]))
    let edit = TimelineAction.setImage(selector, container: nil, image: "web:9")
    let state = Self.run(Self.deployment(replicas: 3), (60, edit))
    #expect(Self.sets(state) == [0, 3])
    #expect(Self.status(state).revision == 2)
    let images = state.cluster.workloads.filter { $0.kind == .replicaSet }
      .map { state.cluster.templates[$0.template].pod.spec.containers[0].image }
    #expect(images == ["web:9", "registry.example/web:1"])
    // A deployment that wants what the edited set has takes that one up again.
    let back = Self.run(Self.deployment(replicas: 3), (60, edit), (120, Self.setImage("web:9")))
    #expect(Self.sets(back) == [3, 0] && Self.status(back).revision == 3)
  }

  @Test("while it rolls, pods stay between the fenceposts")
  func bounds() {
    var configuration = SmallCluster.configuration(.modern, until: 300)
    configuration.initialObjects = [
      Self.deployment(replicas: 10) {
        $0.strategy.maxSurge = 2
        $0.strategy.maxUnavailable = 1
      }
    ]
    configuration.timeline = [TimelineEntry(at: .seconds(60), Self.setImage("web:2"))]
    var simulation = Simulation(configuration)
    simulation.run(until: .seconds(60))
    while simulation.run(events: 1) {
      let cluster = simulation.state.cluster
      var (wanted, ready) = (Int32(0), Int32(0))
      for row in cluster.workloads.indices where cluster.workloads[row].kind == .replicaSet {
        wanted += cluster.workloads[row].replicas
        ready += cluster.pods.counts(of: WorkloadID(row)).ready
      }
      #expect(wanted <= 12 && ready >= 9, "at \(simulation.now)")
      if wanted > 12 || ready < 9 { return }
    }
    #expect(Self.sets(simulation.state) == [0, 10])
  }

  @Test("an image put back re-uses its set, under the next revision")
  func returns() {
    let state = Self.run(
      Self.deployment(replicas: 2), (60, Self.setImage("web:2")),
      (120, Self.setImage("registry.example/web:1")))
    #expect(Self.sets(state) == [2, 0])
    #expect(Self.status(state).revision == 3)
  }

  @Test("Recreate has no new pod before the last old one is gone")
  func recreates() {
    let state = Self.run(
      Self.deployment(replicas: 3) { $0.strategy.type = .recreate },
      (60, Self.setImage("web:2")))
    #expect(Self.sets(state) == [0, 3])
    let pods = (0..<state.cluster.pods.count).map { state.cluster.pods[PodID($0)] }
    let gone = pods.prefix(3).map(\.removed).max()
    let made = pods.dropFirst(3).map(\.created).min()
    #expect(pods.count == 6 && gone != nil && made != nil)
    if let gone, let made { #expect(gone.isSet && gone <= made) }
  }

  @Test("a paused deployment scales and does not roll")
  func pauses() {
    let state = Self.run(
      Self.deployment(replicas: 2) { $0.paused = true },
      (60, .scale(Self.target, replicas: 5)))
    #expect(Self.sets(state) == [])
    let scaled = Self.run(
      Self.deployment(replicas: 2), (60, .scale(Self.target, replicas: 5)),
      (90, Self.setImage("web:2")))
    #expect(Self.sets(scaled) == [0, 5])
  }

  @Test("a rollout without progress is told of after its deadline, and goes on")
  func deadline() {
    var deployment = Self.deployment(replicas: 2) { $0.progressDeadlineSeconds = 30 }
    deployment.spec.template.spec.containers[0].resources.requests = [.cpu: Quantity(64)]
    let state = Self.run(deployment)
    let progress = Self.status(state)[condition: "Progressing"]
    #expect(progress?.status == .no && progress?.reason == "ProgressDeadlineExceeded")
    let since = progress?.lastTransition ?? .zero
    #expect(since > .seconds(30) && since < .seconds(34))
  }

  @Test("old sets beyond the history limit go, lowest revision first")
  func history() {
    let state = Self.run(
      Self.deployment(replicas: 1) { $0.revisionHistoryLimit = 1 }, until: 400,
      (60, Self.setImage("web:2")), (120, Self.setImage("web:3")), (180, Self.setImage("web:4")))
    #expect(Self.sets(state) == [0, 1])
  }

  @Test("a deployment that is deleted takes its sets and pods along")
  func deletes() {
    let state = Self.run(
      Self.deployment(replicas: 3), (60, Self.setImage("web:2")),
      (120, .delete(Self.target, grace: nil)))
    #expect(state.cluster.workloads.allSatisfy { !$0.isPresent })
    #expect((0..<state.cluster.pods.count).allSatisfy { state.cluster.pods[PodID($0)].isRemoved })
  }
}
