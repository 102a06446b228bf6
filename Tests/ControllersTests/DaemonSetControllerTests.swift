import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import Controllers

@Suite("What a daemon set's controller asks for")
struct DaemonSetControllerTests {
  /// A set and its controller; what is asked for is done at once, and seen when the test says.
  private struct Stage {
    var cluster = TestCluster()
    var controller: DaemonSetController
    let set: WorkloadID
    var now = SimulationTime.seconds(3)
    /// The nodes on which pods were made, and the names of pods that were deleted.
    var written: [String] = []
    var events: [String] = []
    private var made = 0

    init(
      nodes: Int, _ settings: DaemonSetSettings = DaemonSetSettings(),
      _ change: (inout DaemonSetSpec) -> Void = { _ in }
    ) throws {
      controller = DaemonSetController(settings: settings)
      var spec = DaemonSetSpec()
      spec.updateStrategy.type = .rollingUpdate
      spec.selector = LabelSelector(matching: ["app": "log"])
      spec.template.spec.containers = [Container(name: "c", image: "log:1")]
      change(&spec)
      for number in 0..<nodes { _ = try cluster.node("n\(number)") }
      var pod = Pod(
        metadata: ObjectMeta(name: "", labels: ["app": "log"]), spec: spec.template.spec)
      pod.metadata.namespace = "default"
      set = try cluster.state.createWorkload(
        .daemonSet, name: cluster.state.symbols.intern("log"),
        selector: cluster.state.compile(LabelSelector(matching: ["app": "log"])),
        template: cluster.state.workloadTemplate(for: pod), replicas: 0,
        minReady: .seconds(Int64(spec.minReadySeconds)),
        detail: .daemonSet(DaemonSetDetail(spec)), at: .zero)
    }

    /// Lets the controller see what was written, and answers it until it asks for nothing more.
    mutating func settle(refusing refused: String? = nil) {
      written = []
      events = []
      var actions = cluster.sync(&controller, at: now)
      while !actions.isEmpty {
        var next: ControllerActions = []
        for action in actions {
          if case .recordEvent(let event) = action { events.append(event.reason) }
          guard case .write(let write) = action else { continue }
          let outcome = self.outcome(of: write, refusing: refused)
          controller.observe(outcome, of: write, at: now, in: cluster.state, actions: &next)
        }
        actions = Array(next)
      }
    }

    private mutating func outcome(
      of write: ClusterWrite, refusing refused: String?
    ) -> WriteOutcome {
      switch write {
      case .createDraftedPod(let draft):
        let node = DaemonPod.target(of: draft.pod.spec) ?? draft.pod.spec.nodeName
        written.append("+\(node)")
        if node == refused { return .refused("no") }
        made += 1
        let name = PodName(cluster.state.symbols.intern("p\(made)"))
        guard
          let pod = try? cluster.state.createPod(
            template: cluster.state.template(for: draft.pod), name: name, owner: draft.owner,
            at: now)
        else { return .refused("already exists") }
        return .created(pod)
      case .createRevision(let draft):
        let revision = try? cluster.state.createRevision(draft, at: now)
        return revision.map { .createdRevision($0) } ?? .refused("already exists")
      case .deletePod(let pod, _, _):
        written.append("-" + cluster.state.pods[pod].name.text(cluster.state.symbols))
      default: break
      }
      cluster.state.apply(write, at: now)
      return .done
    }

    /// Lets every pod that is there run on the node that it is meant for, and be ready.
    mutating func run(except names: Set<String> = []) {
      for row in 0..<cluster.state.pods.count {
        let pod = PodID(row)
        let record = cluster.state.pods[pod]
        guard !record.isRemoved, !record.isDeleting, !record.phase.isTerminal else { continue }
        let spec = cluster.state.templates[record.template].pod.spec
        if let name = DaemonPod.target(of: spec), let symbol = cluster.state.symbols.find(name),
          let node = cluster.state.node(named: symbol)
        {
          _ = cluster.state.bind(pod, to: node, at: now)
        }
        let isReady = !names.contains(record.name.text(cluster.state.symbols))
        cluster.state.report(pod, phase: .running, isReady: isReady, restarts: 0, at: now)
      }
    }

    func pod(_ name: String) throws -> PodID {
      let symbol = try #require(cluster.state.symbols.find(name))
      let namespace = try #require(cluster.state.symbols.find("default"))
      return try #require(cluster.state.pod(named: PodName(symbol), in: namespace))
    }

    mutating func setImage(_ image: String) {
      let old = cluster.state.workloads[set.row].template
      var pod = cluster.state.templates[old].pod
      pod.spec.containers[0].image = image
      let template = cluster.state.workloadTemplate(for: pod)
      cluster.state.setTemplate(of: set, template, at: now)
    }

    /// Lets pods that are being deleted go.
    mutating func bury() {
      for row in 0..<cluster.state.pods.count where cluster.state.pods[PodID(row)].isDeleting {
        cluster.state.remove(PodID(row), at: now)
      }
    }

    mutating func taint(_ node: Int, _ effect: NodeTaintEffect?, key: String = "k") {
      let key = cluster.state.symbols.intern(key)
      let taints = effect.map { [NodeTaint(key: key, value: .empty, effect: $0, added: now)] }
      cluster.state.setTaints(NodeID(node), ContiguousArray(taints ?? []), at: now)
    }

    var counts: [Int32] {
      let status = cluster.state.workloads[set.row].status
      guard case .daemonSet(let counts)? = status.detail else { return [] }
      return [
        counts.desired, status.replicas, status.readyReplicas, status.availableReplicas,
        status.updatedReplicas ?? 0, counts.misscheduled,
      ]
    }
  }

  @Test("a pod for each node, in batches that double, and the status counts nodes")
  func everyNode() throws {
    var stage = try Stage(nodes: 3)
    stage.settle()
    #expect(stage.written == ["+n0", "+n1", "+n2"])
    #expect(stage.events == Array(repeating: "SuccessfulCreate", count: 3))
    stage.run()
    stage.settle()
    #expect(stage.written.isEmpty && stage.counts == [3, 3, 3, 3, 3, 0])
  }

  @Test("a refusal ends the batches, and the set is tried again")
  func refusal() throws {
    var stage = try Stage(nodes: 5)
    stage.settle(refusing: "n1")
    #expect(stage.written == ["+n0", "+n1", "+n2"])
    #expect(stage.events.filter { $0 == "FailedCreate" }.count == 1)
    stage.settle()
    #expect(stage.written == ["+n1", "+n3", "+n4"])
  }

  @Test(
    "a taint keeps pods away, lets them stay, or drives them out",
    arguments: [
      (NodeTaintEffect.noSchedule, "k", ["+n1"], []),
      (.noExecute, "k", ["+n1"], ["-p2"]),
      (.preferNoSchedule, "k", ["+n0", "+n1"], []),
      (.noExecute, "node.kubernetes.io/unreachable", ["+n0", "+n1"], []),
      (.noSchedule, "node.kubernetes.io/unschedulable", ["+n0", "+n1"], []),
      (.noSchedule, "node.kubernetes.io/network-unavailable", ["+n1"], []),
    ] as [(NodeTaintEffect, String, [String], [String])])
  func taints(effect: NodeTaintEffect, key: String, come: [String], go: [String]) throws {
    var stage = try Stage(nodes: 2)
    stage.taint(0, effect, key: key)
    stage.settle()
    #expect(stage.written == come)

    var other = try Stage(nodes: 2)
    other.settle()
    other.run()
    other.settle()
    other.taint(1, effect, key: key)
    other.settle()
    #expect(other.written == go)
  }

  @Test("a toleration that compares numbers bears the taints whose number it allows")
  func comparison() throws {
    var stage = try Stage(nodes: 3) {
      $0.template.spec.tolerations = [
        Toleration(key: "sla", operation: .init(text: "Lt"), value: "20")
      ]
    }
    let key = stage.cluster.state.symbols.intern("sla")
    for (node, value) in ["10", "20"].enumerated() {
      let value = stage.cluster.state.symbols.intern(value)
      let taint = NodeTaint(key: key, value: value, effect: .noSchedule, added: stage.now)
      stage.cluster.state.setTaints(NodeID(node), [taint], at: stage.now)
    }
    stage.settle()
    #expect(stage.written == ["+n0", "+n2"])
  }

  @Test("pods of the host's network bear a node without a network")
  func hostNetwork() throws {
    var stage = try Stage(nodes: 1) { $0.template.spec.hostNetwork = true }
    stage.taint(0, .noSchedule, key: "node.kubernetes.io/network-unavailable")
    stage.settle()
    #expect(stage.written == ["+n0"])
  }

  @Test("labels choose nodes; a pod goes where they do not any more")
  func labels() throws {
    var stage = try Stage(nodes: 2) { $0.template.spec.nodeSelector = ["role": "w"] }
    stage.settle()
    #expect(stage.written.isEmpty && stage.counts == [0, 0, 0, 0, 0, 0])
    let labels = stage.cluster.state.intern(["role": "w"])
    stage.cluster.state.setLabels(NodeID(1), labels, at: stage.now)
    stage.settle()
    #expect(stage.written == ["+n1"])
    stage.run()
    stage.settle()
    stage.cluster.state.setLabels(NodeID(1), .empty, at: stage.now)
    stage.settle()
    #expect(stage.written == ["-p1"])
    #expect(stage.counts == [0, 0, 0, 0, 0, 1])
  }

  @Test("the affinity's own demands on nodes give way to the name of one")
  func placement() throws {
    var pod = Pod()
    var term = NodeSelectorTerm()
    term.matchExpressions = [NodeSelectorRequirement(key: "a", operator: .exists)]
    var selector = NodeSelector()
    selector.nodeSelectorTerms = [term]
    var affinity = Affinity()
    affinity.nodeAffinity = NodeAffinity()
    affinity.nodeAffinity?.required = selector
    pod.spec.affinity = affinity
    pod.spec.tolerations = [
      Toleration(
        key: "node.kubernetes.io/not-ready", operation: .exists, effect: .noExecute,
        tolerationSeconds: 5)
    ]
    let placed = DaemonPod(pod, toleratesConditions: true)
      .placed(on: "n", isBound: false, revision: "r", generation: 4)
    #expect(DaemonPod.target(of: placed.spec) == "n")
    #expect(placed.metadata.labels["controller-revision-hash"] == "r")
    #expect(placed.metadata.labels["pod-template-generation"] == "4")
    #expect(placed.spec.tolerations.count == 6)
    #expect(placed.spec.tolerations[0].tolerationSeconds == nil, "it is borne for ever")
    let bound = DaemonPod(pod, toleratesConditions: false)
      .placed(on: "n", isBound: true, revision: "r", generation: 1)
    #expect(bound.spec.nodeName == "n" && bound.spec.tolerations == pod.spec.tolerations)
  }

  @Test("an update replaces what is not available at once, and others while enough are")
  func rollingUpdate() throws {
    var stage = try Stage(nodes: 4) { $0.updateStrategy.maxUnavailable = 2 }
    stage.settle()
    stage.run(except: ["p1"])
    stage.settle()
    stage.setImage("log:2")
    stage.settle()
    #expect(stage.written == ["-p1", "-p2"])
    stage.bury()
    stage.settle()
    #expect(stage.written == ["+n0", "+n1"])
    stage.settle()
    #expect(stage.written.isEmpty, "the new pods are not available yet")
    stage.run()
    stage.settle()
    #expect(stage.written == ["-p3", "-p4"])
  }

  @Test("a share of the nodes is rounded up")
  func percentage() throws {
    var stage = try Stage(nodes: 5) { $0.updateStrategy.maxUnavailable = "30%" }
    stage.settle()
    stage.run()
    stage.settle()
    stage.setImage("log:2")
    stage.settle()
    #expect(stage.written == ["-p1", "-p2"])
  }

  @Test("with a surge the new pod comes first, and the old one goes when it is ready")
  func surge() throws {
    var stage = try Stage(nodes: 3) { spec in
      spec.updateStrategy.maxUnavailable = 0
      spec.updateStrategy.maxSurge = 1
    }
    stage.settle()
    stage.run()
    stage.settle()
    stage.setImage("log:2")
    stage.settle()
    #expect(stage.written == ["+n0"])
    stage.settle()
    #expect(stage.written.isEmpty)
    stage.run()
    stage.settle()
    #expect(stage.written == ["-p1"])
    stage.bury()
    stage.settle()
    #expect(stage.written == ["+n1"])
  }

  @Test("with OnDelete old pods stay until someone deletes them")
  func onDelete() throws {
    var stage = try Stage(nodes: 2) { $0.updateStrategy.type = .onDelete }
    stage.settle()
    stage.run()
    stage.settle()
    stage.setImage("log:2")
    stage.settle()
    #expect(stage.written.isEmpty && stage.counts == [2, 2, 2, 2, 0, 0])
  }

  @Test("a failed pod goes at once, the next one after a pause that doubles")
  func failures() throws {
    var stage = try Stage(nodes: 1)
    stage.settle()
    for (name, pause) in [("p1", 0), ("p2", 1), ("p3", 2), ("p4", 4)] as [(String, Int64)] {
      stage.run()
      stage.settle()
      let pod = try stage.pod(name)
      stage.cluster.state.report(
        pod, phase: .failed, isReady: false, restarts: 0, at: stage.now)
      if pause > 0 {
        stage.settle()
        #expect(stage.written.isEmpty, "\(name) has to wait")
        stage.now = stage.now + .seconds(pause)
        stage.cluster.state.markPreempted(pod, at: stage.now)
      }
      stage.settle()
      #expect(stage.written == ["-" + name])
      #expect(stage.events.contains("FailedDaemonPod"))
      stage.bury()
      stage.settle()
      #expect(stage.written == ["+n0"])
    }
  }

  @Test("a pod that has no node yet goes with the node that it was meant for")
  func departedNode() throws {
    var stage = try Stage(nodes: 2)
    stage.settle()
    stage.cluster.state.removeNode(NodeID(1), at: stage.now)
    _ = stage.cluster.state.bind(try stage.pod("p1"), to: NodeID(0), at: stage.now)
    stage.settle()
    #expect(stage.written == ["-p2"])
  }

  @Test("before the scheduler did it, pods were born on nodes that were ready and had room")
  func boundAtBirth() throws {
    var stage = try Stage(nodes: 3, .bindingPods) { spec in
      spec.template.spec.containers[0].resources.requests = [.cpu: Quantity(3)]
    }
    stage.cluster.state.setReady(NodeID(0), .unknown, reason: .empty, at: stage.now)
    var other = PodSpec()
    other.containers = [Container(name: "c", image: "other:1")]
    other.containers[0].resources.requests = [.cpu: Quantity(2)]
    let template = stage.cluster.state.template(
      for: Pod(metadata: ObjectMeta(name: ""), spec: other))
    let busy = try stage.cluster.state.createPod(
      template: template, name: PodName(stage.cluster.state.symbols.intern("busy")),
      owner: .absent, at: .zero)
    _ = stage.cluster.state.bind(busy, to: NodeID(1), at: .zero)
    stage.settle()
    #expect(stage.written == ["+n2"])
  }
}
