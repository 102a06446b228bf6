import ClusterSimulation
import ClusterState
import KubernetesObjects
import Scheduling
import SimulationEngine
import Testing

/// What wakes pods that wait, in runs: which changes make events, who is asked, who is meant by
/// "turned it down", and where a pod that is woken goes.
@Suite("Queueing hints in a run")
struct QueueingHintRunTests {
  @Test("a change of taints wakes pods that wait for room, as it may have hidden a node from them")
  func taints() throws {
    var run = SchedulingRun(nodes: 1, until: 60)
    run.create(SchedulingRun.pod("big", milliCPU: 2000))
    run.create(Self.spread("first", milliCPU: 100), at: 1)
    run.create(Self.spread("second", milliCPU: 100), at: 5)
    run.act(
      .taint(
        .node("worker-0"), Taint(key: "soft", value: "", effect: .preferNoSchedule),
        isRemoval: false), at: 20)
    run.act(.labelNodes(.node("worker-0"), [("x", "y")]), at: 30)
    let outcome = run.outcome()
    #expect(try outcome.causes("big") == ["UnschedulablePodAdd", "NodeUpdateNodeTaint"])
    // Its own hint compares taints: they count as domains may change with them.
    #expect(try outcome.causes("second") == ["UnschedulablePodAdd", "NodeUpdateNodeTaint"])
    #expect(try outcome.attempts("big") == [0.005, 20.005])
  }

  @Test("cordoning wakes nobody by itself; the taint that follows does, and so does uncordoning")
  func cordons() throws {
    var run = SchedulingRun(nodes: 1, until: 60)
    run.create(SchedulingRun.pod("big", milliCPU: 2000))
    run.act(.cordon(.node("worker-0")), at: 20)
    run.act(.uncordon(.node("worker-0")), at: 40)
    let outcome = run.outcome()
    let causes = try outcome.causes("big")
    #expect(Set(causes.dropFirst()) == ["NodeUpdateNodeTaint"])
    let attempts = try outcome.attempts("big")
    // The write of the taint and the watch take their time.
    #expect(attempts[1] > 20.005 && attempts[1] < 20.1)
    #expect(attempts[2] == 40.005)
  }

  @Test("a pod that ends makes room before its object is gone; one that is created helps nobody")
  func endedPods() throws {
    var run = SchedulingRun(nodes: 1, until: 100)
    run.create(SchedulingRun.pod("done") { $0.spec.activeDeadlineSeconds = 30 })
    run.create(SchedulingRun.pod("next"), at: 10)
    run.create(SchedulingRun.pod("other"), at: 20)
    let outcome = run.outcome()
    #expect(try outcome.causes("next") == ["UnschedulablePodAdd", "AssignedPodDelete"])
    #expect(try outcome.pod("done").record.phase == .failed)
    #expect(try !outcome.pod("done").record.isRemoved)
    #expect(try outcome.bound("next") ?? 0 > 30)
  }

  @Test("a plugin that named the nodes is asked, whoever turned the pod down there")
  func namedNodes() throws {
    var run = SchedulingRun(nodes: 1, until: 100)
    run.create(
      SchedulingRun.pod("picky", milliCPU: 2000) {
        $0.spec.affinity = Self.named("worker-0", "large-0")
      })
    run.act(.labelNodes(.node("worker-0"), [("x", "y")]), at: 10)
    // Enough for it, but not among those that it names.
    run.act(.join(pool: "spare", count: 1), at: 20)
    run.act(.join(pool: "large", count: 1), at: 40)
    let large = run.configuration.nodePools[1].template
    run.configuration.nodePools.append(NodePool(name: "spare", count: 0, template: large))
    let outcome = run.outcome()
    // NodeResourcesFit takes the new node for one that will do: it knows nothing of names.
    #expect(
      try outcome.causes("picky") == ["UnschedulablePodAdd", "NodeAdd", "NodeAdd"])
    #expect(try outcome.bound("picky") ?? 0 > 40)
  }

  @Test("its own new toleration wakes a pod that a taint kept away, also while it is tried")
  func ownTolerations() throws {
    var run = SchedulingRun(nodes: 1, until: 60)
    run.act(
      .taint(
        .node("worker-0"), Taint(key: "keep", value: "", effect: .noSchedule), isRemoval: false),
      at: 1)
    run.create(SchedulingRun.pod("pod", milliCPU: 100), at: 5)
    let toleration = Toleration(key: "keep", operation: .exists)
    let tolerant = SchedulingRun.pod("pod", milliCPU: 100) { $0.spec.tolerations = [toleration] }
    run.create(tolerant, at: 20)
    let cause = "UnschedulablePodUpdatePodToleration"
    #expect(try run.outcome().causes("pod") == ["UnschedulablePodAdd", cause])
    // An attempt of twenty seconds, in the midst of which the toleration comes.
    run.configuration.controlPlane.scheduler.cycleLatency = .seconds(20)
    let outcome = run.outcome()
    #expect(try outcome.causes("pod") == ["UnschedulablePodAdd", cause])
    #expect(try outcome.attempts("pod")[1] < 27)
  }

  @Test("other labels of a pod that waits are no event for pods that it is alike")
  func othersOwnUpdates() throws {
    var run = SchedulingRun(nodes: 1, until: 60)
    run.create(Self.spread("first", milliCPU: 100))
    run.create(Self.spread("a", milliCPU: 100), Self.spread("b", milliCPU: 100), at: 5)
    run.act(.labelPods(Self.pod("a"), [("app", "other")]), at: 20)
    let outcome = run.outcome()
    let own = "UnschedulablePodUpdatePodLabel"
    #expect(try outcome.causes("a") == ["UnschedulablePodAdd", own])
    #expect(try outcome.bound("a") != nil && outcome.causes("b").count == 1)
  }

  @Test("a placed pod whose labels change wakes pods that it kept away")
  func relabeledPods() throws {
    var run = SchedulingRun(nodes: 1, until: 60)
    run.create(Self.spread("first", milliCPU: 100))
    run.create(Self.spread("second", milliCPU: 100), at: 5)
    run.act(.labelPods(Self.pod("first"), [("tier", "web")]), at: 20)
    run.act(.labelPods(Self.pod("first"), [("app", "other")]), at: 30)
    let outcome = run.outcome()
    #expect(try outcome.causes("second") == ["UnschedulablePodAdd", "AssignedPodUpdatePodLabel"])
    #expect(try outcome.attempts("second").last == 30.005)
  }

  @Test("a preemptor whose victims are gone before they are asked to go is tried again at once")
  func victimsGone() throws {
    var run = SchedulingRun(nodes: 1, until: 60)
    // The deletion is asked for a second after the decision; by then somebody else has done it, but
    // the watch is slow to tell.
    run.configuration.controlPlane.apiServerWriteLatency = .milliseconds(500)
    run.configuration.controlPlane.watchLatency = .seconds(5)
    run.create(SchedulingRun.pod("low"))
    run.create(SchedulingRun.pod("high", priority: 10), at: 30)
    run.act(.delete(Self.pod("low"), grace: .zero), at: 35.5)
    let outcome = run.outcome()
    #expect(try outcome.causes("high").contains("ForceActivate"))
    #expect(try outcome.bound("high") != nil)
  }

  @Test(
    "the binding of a nominated pod wakes those who had to respect its nomination, until 1.34",
    arguments: KubernetesVersion.allCases)
  func boundNominations(version: KubernetesVersion) throws {
    var run = SchedulingRun(nodes: 1, until: 100)
    run.configuration.controlPlane.version = version
    run.configuration.behaviors = [PreemptionRunTests.slowShutdown]
    run.create(SchedulingRun.pod("low", grace: 20))
    run.create(SchedulingRun.pod("high", priority: 10), at: 30)
    run.create(SchedulingRun.pod("later"), at: 35)
    let outcome = run.outcome()
    let bound = try #require(try outcome.bound("high"))
    let attempts = try outcome.attempts("later").filter { $0 > bound }
    #expect(attempts.isEmpty == (version == .v1_36))
  }

  @Test(
    "a pod that is deleted while it is being bound gives its room back at once, since 1.36",
    arguments: KubernetesVersion.allCases)
  func abandonedBindings(version: KubernetesVersion) throws {
    var run = SchedulingRun(nodes: 1, until: 100)
    run.configuration.controlPlane.version = version
    run.configuration.controlPlane.scheduler.bindLatency = .seconds(40)
    run.create(SchedulingRun.pod("first"))
    run.create(SchedulingRun.pod("second"), at: 1)
    run.act(.delete(Self.pod("first"), grace: .zero), at: 10)
    let attempts = try run.outcome().attempts("second")
    #expect(attempts.count == 2)
    #expect((attempts[1] < 12) == (version == .v1_36))
    #expect((attempts[1] > 40) == (version == .v1_34))
  }

  @Test(
    "a scheduler that is started again tries every pod at once, in the order of their names",
    arguments: [ControlPlaneSettings.Profile.modern, .classic])
  func restart(profile: ControlPlaneSettings.Profile) throws {
    var run = SchedulingRun(nodes: 1, until: 200)
    run.configuration.controlPlane = ControlPlaneSettings(profile: profile)
    run.configuration.controlPlane.leaderElection.leaseDuration = .zero
    run.create(
      SchedulingRun.pod("b-big", milliCPU: 3000), SchedulingRun.pod("a-big", milliCPU: 3000))
    run.act(.pause(.scheduler), at: 100)
    run.create(SchedulingRun.pod("small", milliCPU: 100), at: 105)
    run.act(.resume(.scheduler), at: 110)
    let outcome = run.outcome()
    func tries(_ name: String) throws -> [Double] {
      try outcome.attempts(name).filter { $0 >= 100 }
    }
    let (first, second) = (try tries("a-big"), try tries("b-big"))
    #expect(first.first ?? 0 >= 110 && first.first ?? 0 < 110.1)
    #expect(second.first ?? 0 > first.first ?? 0 && second.first ?? 0 < 110.1)
    #expect(try outcome.bound("small") ?? 0 < 111)
    // Its back-off began anew: without it, the classic one would be at a minute.
    if profile == .classic { #expect(first.count > 3) }
  }

  @Test("a nomination that is lost wakes pods of its priority or a lower one")
  func lostNominations() throws {
    var run = SchedulingRun(nodes: 1, until: 100)
    run.create(SchedulingRun.pod("low", grace: 60))
    run.configuration.behaviors = [PreemptionRunTests.slowShutdown]
    run.create(SchedulingRun.pod("high", priority: 10), at: 10)
    run.create(SchedulingRun.pod("peer", milliCPU: 100, priority: 10), at: 20)
    run.create(SchedulingRun.pod("above", milliCPU: 4000, priority: 11), at: 21)
    run.act(.delete(Self.pod("high"), grace: .zero), at: 30)
    let outcome = run.outcome()
    #expect(try outcome.causes("peer").dropFirst().first == "AssignedPodDelete")
    #expect(try outcome.attempts("peer").dropFirst().first == 30.005)
    #expect(try !outcome.attempts("above").contains(30.005))
  }

  @Test("an error is retried by its back-off, whatever happens meanwhile")
  func errors() throws {
    var run = SchedulingRun(nodes: 0, until: 20)
    run.create(SchedulingRun.pod("lone"))
    run.act(.join(pool: "worker", count: 1), at: 6)
    let outcome = run.outcome()
    #expect(try outcome.attempts("lone") == [0.005, 2, 5, 10])
    let retry = "ScheduleAttemptFailure"
    #expect(try outcome.causes("lone") == ["UnschedulablePodAdd", retry, retry, retry])
  }

  @Test("a pod whose gates go one by one is tried when the last is gone")
  func gates() throws {
    var run = SchedulingRun(until: 60)
    let gates = ["a", "b"].map { name in
      var gate = PodSchedulingGate()
      gate.name = "example.org/\(name)"
      return gate
    }
    func pod(_ gates: [PodSchedulingGate]) -> Pod {
      SchedulingRun.pod("gated", milliCPU: 100) { $0.spec.schedulingGates = gates }
    }
    run.create(pod(gates))
    run.create(pod([gates[1]]), at: 10)
    run.act(.labelPods(Self.pod("gated"), [("app", "other")]), at: 20)
    run.act(.join(pool: "large", count: 1), at: 25)
    var open = pod([])
    open.metadata.labels = ["app": "other"]
    run.create(open, at: 30)
    let outcome = run.outcome()
    #expect(try outcome.attempts("gated") == [30.005])
    let cause = "UnschedulablePodUpdatePodSchedulingGatesEliminated"
    #expect(try outcome.causes("gated") == [cause])
  }

  @Test("of the first schedulers an attempt follows a creation or the end of a pause")
  func classic() throws {
    var configuration = SmallCluster.configuration(.classic, nodes: 0, replicas: 1, until: 10)
    configuration.initialObjects = [SchedulingRun.pod("lone")]
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    let causes = simulation.state.recording.attempts.map(\.cause.name)
    #expect(causes.first == "UnschedulablePodAdd" && causes.count > 1)
    #expect(Set(causes.dropFirst()) == ["ScheduleAttemptFailure"])
  }

  private static func pod(_ name: String) -> ObjectTarget {
    .named(kind: "Pod", namespace: "default", name: name)
  }

  /// A pod that shares no node with another of its kind.
  private static func spread(_ name: String, milliCPU: Int64) -> Pod {
    SchedulingRun.pod(name, milliCPU: milliCPU, app: "web") { pod in
      var constraint = TopologySpreadConstraint()
      constraint.maxSkew = 1
      constraint.topologyKey = "kubernetes.io/hostname"
      constraint.whenUnsatisfiable = .doNotSchedule
      constraint.labelSelector = LabelSelector(matching: ["app": "web"])
      constraint.minDomains = 2
      pod.spec.topologySpreadConstraints = [constraint]
    }
  }

  /// The affinity to nodes of these names alone.
  private static func named(_ names: String...) -> Affinity {
    var selector = NodeSelector()
    selector.nodeSelectorTerms = names.map { name in
      var term = NodeSelectorTerm()
      term.matchFields = [
        NodeSelectorRequirement(key: "metadata.name", operator: .isIn, values: [name])
      ]
      return term
    }
    var affinity = Affinity()
    affinity.nodeAffinity = NodeAffinity()
    affinity.nodeAffinity?.required = selector
    return affinity
  }
}

extension SchedulingRun.Outcome {
  /// What brought `name` to each of its attempts.
  fileprivate func causes(_ name: String) throws -> [String] {
    let id = try pod(name).id
    return recording.attempts.filter { $0.pod == id }.map(\.cause.name)
  }
}
