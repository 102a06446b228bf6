import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine
import Testing

@Suite("DeploymentController")
struct DeploymentControllerTests {
  private var cluster = TestCluster()
  private var controller = DeploymentController(settings: ReplicationSettings())

  private mutating func deployment(replicas: Int32) throws -> WorkloadID {
    var spec = DeploymentSpec()
    spec.selector = LabelSelector(matching: ["app": "web"])
    spec.strategy.maxSurge = 1
    spec.strategy.maxUnavailable = 0
    spec.progressDeadlineSeconds = 600
    let detail = DeploymentDetail(spec)
    let selector = cluster.state.compile(detail.selector)
    let template = cluster.template(app: "web")
    let name = cluster.state.symbols.intern("web")
    return try cluster.state.createWorkload(
      .deployment, name: name, selector: selector, template: template, replicas: replicas,
      minReady: .zero, detail: .deployment(detail), at: .zero)
  }

  /// The sets that `actions` ask for.
  private func drafts(_ actions: [ControllerAction]) -> [WorkloadDraft] {
    actions.compactMap { if case .write(.createWorkload(let draft)) = $0 { draft } else { nil } }
  }

  private func events(_ actions: [ControllerAction]) -> [String] {
    actions.compactMap { action in
      guard case .recordEvent(let event) = action, case .text(let text) = event.message else {
        return nil
      }
      return "\(event.reason): \(text)"
    }
  }

  @Test("a new deployment asks for its first set, at its full size, and says so when it is there")
  mutating func firstSet() throws {
    let id = try deployment(replicas: 3)
    let actions = cluster.sync(&controller)
    let draft = try #require(drafts(actions).first)
    #expect(draft.owner == id && draft.replicas == 3 && draft.kind == .replicaSet)
    #expect(draft.name == "web-" + (draft.labels["pod-template-hash"] ?? ""))
    #expect(draft.selector.matches(draft.labels))
    #expect(events(actions).isEmpty, "it may be refused")
    let told = answer(.createdWorkload(WorkloadID(7)), to: draft)
    #expect(
      events(told).first == "ScalingReplicaSet: Scaled up replica set \(draft.name) from 0 to 3")
  }

  @Test("a sync whose new set is refused goes no further")
  mutating func refusedSet() throws {
    let id = try deployment(replicas: 3)
    let draft = try #require(drafts(cluster.sync(&controller)).first)
    let told = answer(.refused("no"), to: draft)
    #expect(events(told).map { $0.prefix(22) } == ["ReplicaSetCreateError:"])
    let written = told.contains { if case .write(.editWorkload) = $0 { true } else { false } }
    #expect(!written && cluster.state.workloads[id.row].status.revision == 0)
  }

  /// What the controller asks for once the API server has answered the creation of a set.
  private mutating func answer(
    _ outcome: WriteOutcome, to draft: WorkloadDraft
  ) -> [ControllerAction] {
    var actions: ControllerActions = []
    controller.observe(
      outcome, of: .createWorkload(draft), at: .seconds(1), in: cluster.state, actions: &actions)
    return Array(actions)
  }

  @Test("while the writes of a sync are under way, nothing more is asked for")
  mutating func oneSyncAtATime() throws {
    let id = try deployment(replicas: 3)
    #expect(!cluster.sync(&controller).isEmpty)
    cluster.state.setReplicas(of: id, 5, at: .seconds(1))
    #expect(cluster.sync(&controller).isEmpty)
  }

  @Test("a set that nobody owns and the selector matches becomes the deployment's own")
  mutating func adoption() throws {
    let id = try deployment(replicas: 1)
    let name = cluster.state.symbols.intern("web-old")
    let labels = cluster.state.intern(["app": "web"])
    let selector = cluster.state.compile(LabelSelector(matching: ["app": "web"]))
    let set = try cluster.state.createWorkload(
      .replicaSet, name: name, selector: selector, template: cluster.template(app: "web"),
      replicas: 1, minReady: .zero, labels: labels, at: .zero)
    let actions = cluster.sync(&controller)
    #expect(actions == [.write(.setWorkloadOwner(set, id))])
    cluster.answer(actions, of: &controller)
    let next = cluster.sync(&controller)
    #expect(drafts(next).isEmpty, "its template is the deployment's: it is the new set")
  }

  @Test("a refused set is told of in an event and a condition, and tried again after a pause")
  mutating func refusal() throws {
    let id = try deployment(replicas: 1)
    let draft = try #require(drafts(cluster.sync(&controller)).first)
    var answers: ControllerActions = []
    controller.observe(
      .refused("no room"), of: .createWorkload(draft), at: .seconds(1), in: cluster.state,
      actions: &answers)
    let conditions = answers.compactMap { action -> WorkloadCondition? in
      guard case .write(.setStatus(id, let status)) = action else { return nil }
      return status[condition: "Progressing"]
    }
    #expect(conditions.map(\.reason) == ["ReplicaSetCreateError"])
    let text = "Failed to create new replica set \"\(draft.name)\": no room"
    #expect(events(Array(answers)) == ["ReplicaSetCreateError: " + text])
    let pauses = answers.filter { if case .setTimer = $0 { true } else { false } }
    #expect(pauses.count == 1)
  }
}
