import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import Controllers

@Suite("What a stateful set's controller asks for")
struct StatefulSetControllerTests {
  /// A set and its controller; what is asked for is done at once.
  private struct Stage {
    var cluster = TestCluster()
    var controller: StatefulSetController
    let set: WorkloadID
    /// What was written, in words, and the reasons and texts of the events.
    var written: [String] = []
    var events: [String] = []
    /// How long the controller wants to wait until it looks again.
    var rechecks: [SimulationDuration] = []

    init(
      replicas: Int32, _ settings: StatefulSetSettings = StatefulSetSettings(),
      minReady: SimulationDuration = .zero, _ change: (inout StatefulSetSpec) -> Void = { _ in }
    ) throws {
      controller = StatefulSetController(settings: settings)
      var spec = StatefulSetSpec()
      spec.replicas = replicas
      spec.updateStrategy.type = .rollingUpdate
      spec.updateStrategy.partition = 0
      spec.selector = LabelSelector(matching: ["app": "db"])
      change(&spec)
      let template = cluster.template(app: "db")
      set = try cluster.state.createWorkload(
        .statefulSet, name: cluster.state.symbols.intern("db"),
        selector: cluster.state.compile(LabelSelector(matching: ["app": "db"])),
        template: template, replicas: replicas, minReady: minReady,
        detail: .statefulSet(StatefulSetDetail(spec)), at: .zero)
    }

    /// Lets the controller see what was written, and answers it until it asks for nothing more.
    mutating func settle(refusing refused: String? = nil) {
      written = []
      events = []
      rechecks = []
      var actions = cluster.sync(&controller)
      while !actions.isEmpty {
        var next: ControllerActions = []
        for action in actions {
          if case .recordEvent(let event) = action, case .text(let text) = event.message {
            events.append("\(event.reason): \(text)")
          }
          if case .setTimer(_, let pause) = action { rechecks.append(pause) }
          guard case .write(let write) = action else { continue }
          let outcome = self.outcome(of: write, refusing: refused)
          controller.observe(
            outcome, of: write, at: .seconds(3), in: cluster.state, actions: &next)
        }
        actions = Array(next)
      }
    }

    private mutating func outcome(
      of write: ClusterWrite, refusing refused: String?
    ) -> WriteOutcome {
      switch write {
      case .createDraftedPod(let draft):
        guard case .whole(let name) = draft.name else { return .done }
        written.append("+\(name)")
        if name == refused { return .refused("no") }
        let template = cluster.state.template(for: draft.pod)
        let pod = try? cluster.state.createPod(
          template: template, name: PodName(cluster.state.symbols.intern(name)),
          owner: draft.owner, at: .seconds(3))
        return pod.map { .created($0) } ?? .refused("already exists")
      case .createRevision(let draft):
        let revision = try? cluster.state.createRevision(draft, at: .seconds(3))
        return revision.map { .createdRevision($0) } ?? .refused("already exists")
      case .createClaim(let claim):
        written.append("+\(claim.metadata.name)")
        if claim.metadata.name == refused { return .refused("no") }
        _ = try? cluster.state.createClaim(claim, at: .seconds(3))
        return .done
      case .deletePod(let pod, _, _):
        written.append("-" + cluster.state.pods[pod].name.text(cluster.state.symbols))
      case .setClaimOwner(_, let name, let owner): written.append("\(name) → \(owner)")
      case .setPodLabels(let pod, _):
        written.append("~" + cluster.state.pods[pod].name.text(cluster.state.symbols))
      default: break
      }
      cluster.state.apply(write, at: .seconds(3))
      return .done
    }

    /// Makes every pod that is there run and be ready, but those of the names given.
    mutating func run(
      except names: Set<String> = [], at time: SimulationTime = .seconds(3)
    ) throws {
      for row in 0..<cluster.state.pods.count {
        let pod = PodID(row)
        let record = cluster.state.pods[pod]
        guard !record.isRemoved, !record.phase.isTerminal else { continue }
        if !record.node.isPresent {
          let node = try cluster.node("node-\(row)")
          _ = cluster.state.bind(pod, to: node, at: .seconds(3))
        }
        let isReady = !names.contains(record.name.text(cluster.state.symbols))
        cluster.state.report(
          pod, phase: .running, isReady: isReady, restarts: 0, at: time)
      }
    }

    func pod(_ name: String) throws -> PodID {
      let symbol = try #require(cluster.state.symbols.find(name))
      let namespace = try #require(cluster.state.symbols.find("default"))
      return try #require(cluster.state.pod(named: PodName(symbol), in: namespace))
    }

    /// Changes the template's image.
    mutating func setImage(_ image: String) {
      let old = cluster.state.workloads[set.row].template
      var pod = cluster.state.templates[old].pod
      pod.spec.containers[0].image = image
      let template = cluster.state.workloadTemplate(for: pod)
      cluster.state.setTemplate(of: set, template, at: .seconds(3))
    }

    /// Lets pods that are being deleted go.
    mutating func bury() {
      for row in 0..<cluster.state.pods.count where cluster.state.pods[PodID(row)].isDeleting {
        cluster.state.remove(PodID(row), at: .seconds(3))
      }
    }
  }

  @Test(
    "availability is looked at in time, or a whole minReadySeconds after a look",
    arguments: [(true, 1), (false, 10)] as [(Bool, Int64)])
  func availability(looksInTime: Bool, seconds: Int64) throws {
    var settings = StatefulSetSettings()
    settings.looksInTime = looksInTime
    var stage = try Stage(replicas: 1, settings, minReady: .seconds(10))
    stage.settle()
    try stage.run(at: .seconds(1))
    stage.settle()
    #expect(stage.rechecks == [.seconds(seconds)], "ready at 1 s, looked at at 10 s")
  }

  @Test("one pod at a time, and the next when the last one is ready")
  func ordered() throws {
    var stage = try Stage(replicas: 3)
    stage.settle()
    #expect(stage.written == ["+db-0"])
    #expect(stage.events == ["SuccessfulCreate: create Pod db-0 in StatefulSet db successful"])
    stage.settle()
    #expect(stage.written.isEmpty)
    try stage.run()
    stage.settle()
    #expect(stage.written == ["+db-1"])
    try stage.run(except: ["db-0"])
    stage.settle()
    #expect(stage.written.isEmpty, "a pod that is not ready blocks those behind it")
  }

  @Test("all at once with Parallel, in batches that stop at a refusal")
  func parallel() throws {
    var stage = try Stage(replicas: 5) { $0.podManagementPolicy = .parallel }
    stage.settle(refusing: "db-2")
    #expect(stage.written == ["+db-0", "+db-1", "+db-2"])
    #expect(stage.events.last == "FailedCreate: create Pod db-2 in StatefulSet db failed error: no")
  }

  @Test("down from the highest; a pod that is not ready blocks all but itself")
  func scalesDown() throws {
    var stage = try Stage(replicas: 4) { $0.podManagementPolicy = .parallel }
    stage.settle()
    try stage.run()
    var spec = StatefulSetSpec()
    spec.selector = LabelSelector(matching: ["app": "db"])
    stage.cluster.state.setDetail(
      of: stage.set, .statefulSet(StatefulSetDetail(spec)), at: .seconds(3))
    stage.cluster.state.setReplicas(of: stage.set, 1, at: .seconds(3))
    try stage.run(except: ["db-2", "db-3"])
    stage.settle()
    #expect(stage.written.isEmpty, "db-2 is not ready, so db-3 waits for it")
    try stage.run(except: ["db-3"])
    stage.settle()
    #expect(stage.written == ["-db-3"], "it is the only one that is not ready")
    stage.bury()
    try stage.run(except: ["db-0"])
    stage.settle()
    #expect(stage.written.isEmpty, "a pod that stays is not ready")
    try stage.run(except: ["db-1"])
    stage.settle()
    #expect(stage.written == ["-db-2"], "one that is ready goes whatever those below it do")
  }

  @Test("an update takes the highest old pod and waits for it")
  func updates() throws {
    var stage = try Stage(replicas: 3) { $0.podManagementPolicy = .parallel }
    stage.settle()
    try stage.run()
    stage.settle()
    stage.setImage("db:2")
    stage.settle()
    #expect(stage.written == ["-db-2"])
    stage.bury()
    stage.settle()
    #expect(stage.written == ["+db-2"])
    try stage.run(except: ["db-2"])
    stage.settle()
    #expect(stage.written.isEmpty)
    try stage.run()
    stage.settle()
    #expect(stage.written == ["-db-1"])
  }

  @Test("with the gate several pods may be missing, by number or rounded down from a share")
  func maxUnavailable() throws {
    var settings = StatefulSetSettings()
    settings.heedsMaxUnavailable = true
    for (step, expected) in [
      (IntOrString.int(2), ["-db-4", "-db-3"]), ("50%", ["-db-4", "-db-3"]), ("10%", ["-db-4"]),
    ] {
      var stage = try Stage(replicas: 5, settings) { spec in
        spec.podManagementPolicy = .parallel
        spec.updateStrategy.maxUnavailable = step
      }
      stage.settle()
      try stage.run()
      stage.settle()
      stage.setImage("db:2")
      stage.settle()
      #expect(stage.written == expected, "\(step)")
    }
  }

  @Test("an ended pod is deleted and comes again once it is gone")
  func endedPod() throws {
    var stage = try Stage(replicas: 1)
    stage.settle()
    try stage.run()
    stage.cluster.state.report(
      try stage.pod("db-0"), phase: .failed, isReady: false, restarts: 0, at: .seconds(4))
    stage.settle()
    #expect(stage.written == ["-db-0"])
    stage.settle()
    #expect(stage.written == ["+db-0"])
  }

  @Test("a pod whose labels no longer tell who it is gets them back")
  func identity() throws {
    var stage = try Stage(replicas: 1)
    stage.settle()
    try stage.run()
    stage.settle()
    let pod = try stage.pod("db-0")
    stage.cluster.state.setLabels(of: pod, ["app": "db"], at: .seconds(4))
    stage.settle()
    #expect(stage.written.contains("~db-0"))
  }

  /// A set with a template of claims.
  private static func claiming(_ spec: inout StatefulSetSpec) {
    var claim = PersistentVolumeClaim()
    claim.metadata.name = "data"
    spec.volumeClaimTemplates = [claim]
    spec.podManagementPolicy = .parallel
  }

  @Test("claims come before their pods, and without one there is no pod")
  func claims() throws {
    var stage = try Stage(replicas: 1, StatefulSetSettings(), Self.claiming)
    stage.settle(refusing: "data-db-0")
    #expect(stage.written == ["+data-db-0"])
    #expect(
      stage.events == [
        "FailedCreate: create Claim data-db-0 for Pod db-0 in StatefulSet db failed error: no",
        "FailedCreate: create Pod db-0 in StatefulSet db failed error: "
          + "failed to create PVC data-db-0: no",
      ])
    var other = try Stage(replicas: 1, StatefulSetSettings(), Self.claiming)
    other.settle()
    #expect(other.written == ["+data-db-0", "+db-0"])
    let labels = other.cluster.state.claims[0].claim.metadata.labels
    #expect(labels == ["app": "db"])
  }

  @Test("claims go with the set, or with the pod that is not wanted any more")
  func retention() throws {
    var stage = try Stage(replicas: 2) { spec in
      Self.claiming(&spec)
      spec.claimsWhenDeleted = .delete
      spec.claimsWhenScaled = .delete
    }
    stage.settle()
    #expect(stage.written.contains("data-db-1 → workload(\(stage.set))"))
    try stage.run()
    stage.settle()
    stage.cluster.state.setReplicas(of: stage.set, 1, at: .seconds(4))
    let pod = try stage.pod("db-1")
    stage.settle()
    #expect(stage.written == ["data-db-1 → pod(\(pod))", "-db-1"])
    stage.cluster.state.setReplicas(of: stage.set, 2, at: .seconds(4))
    stage.bury()
    stage.settle()
    #expect(stage.written.isEmpty, "no new pod gets the claim of the old one")
    stage.cluster.state.removeClaim(ClaimID(1), at: .seconds(5))
    stage.settle()
    #expect(stage.written.prefix(2) == ["+data-db-1", "+db-1"])
  }

  @Test("the texts of events begin with a capital letter where the version has them so")
  func capitals() throws {
    var settings = StatefulSetSettings()
    settings.capitalizesEvents = true
    var stage = try Stage(replicas: 1, settings)
    stage.settle()
    #expect(stage.events == ["SuccessfulCreate: Create Pod db-0 in StatefulSet db successful"])
  }

  @Test(
    "an ordinal is the number behind the set's name",
    arguments: [
      ("db-0", 0), ("db-12", 12), ("db-", nil), ("db", nil), ("db-x", nil), ("db-1-2", nil),
      ("dbx-1", nil), ("db-99999999999", nil),
    ] as [(String, Int32?)])
  func ordinals(name: String, ordinal: Int32?) {
    #expect(StatefulPod.ordinal(in: name, of: "db") == ordinal)
  }
}
