import ClusterSimulation
import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine
import Testing

/// The change log: what it tells of a run, and that it changes nothing.
@Suite("ChangeRecorder")
struct ChangeRecorderTests {
  private static let web = ObjectTarget.named(
    kind: "ReplicationController", namespace: "default", name: "web")

  /// Three nodes and three pods; one more pod is asked for, one is deleted and a node dies.
  private static func configuration() -> SimulationConfiguration {
    var configuration = SmallCluster.configuration(.modern, replicas: 3, until: 600)
    configuration.timeline = [
      TimelineEntry(at: .seconds(60), .scale(web, replicas: 4)),
      TimelineEntry(at: .seconds(90), .fail(.node("worker-0"))),
      TimelineEntry(at: .seconds(500), .cordon(.node("worker-1"))),
    ]
    return configuration
  }

  private static func lines(_ configuration: SimulationConfiguration) -> [ChangeLine] {
    var simulation = Simulation(configuration)
    simulation.recordChanges()
    var lines = simulation.takeChanges()
    while simulation.run(events: 7) { lines += simulation.takeChanges() }
    simulation.runToEnd()
    return lines + simulation.takeChanges()
  }

  private static func objects(_ lines: [ChangeLine]) -> [ObjectChange] {
    lines.compactMap { if case .object(let change) = $0 { change } else { nil } }
  }

  @Test("without being asked for there are no lines")
  func off() {
    var simulation = Simulation(Self.configuration())
    simulation.runToEnd()
    #expect(simulation.takeChanges().isEmpty)
  }

  @Test("a run is the same with a change log and without")
  func changesNothing() {
    var plain = Simulation(Self.configuration())
    plain.runToEnd()
    var told = Simulation(Self.configuration())
    told.recordChanges()
    told.runToEnd()
    #expect(plain.state.recording == told.state.recording)
  }

  @Test("an object is added once, then modified, and gone after its deletion; versions count up")
  func order() {
    var present: Set<String> = []
    var version = 0
    for change in Self.objects(Self.lines(Self.configuration())) where change.kind != "Event" {
      let name = "\(change.kind)/\(change.name)"
      #expect(change.version > version)
      version = change.version
      switch change.event {
      case .added: #expect(present.insert(name).inserted, "\(name) is added twice")
      case .modified:
        #expect(present.contains(name), "\(name) is modified before it is there")
        #expect(!change.fields.isEmpty)
      case .deleted: #expect(present.remove(name) != nil, "\(name) is gone before it was there")
      }
    }
    // Four that are wanted, and one on the dead node that nobody has stopped.
    #expect(present.count { $0.hasPrefix("Pod/") } == 5)
  }

  @Test("lines that are applied one after another give what the tables hold")
  func replay() {
    var simulation = Simulation(Self.configuration())
    simulation.recordChanges()
    simulation.runToEnd()
    var objects: [String: [String: ObjectField.Value]] = [:]
    for change in Self.objects(simulation.takeChanges()) {
      let name = "\(change.kind)/\(change.name)"
      if change.event == .deleted { objects[name] = nil }
      if change.event == .added { objects[name] = [:] }
      for field in change.fields {
        objects[name]?[field.name] = field.value == .gone ? nil : field.value
      }
    }
    let cluster = simulation.state.cluster
    for row in 0..<cluster.pods.count {
      let record = cluster.pods[PodID(row)]
      let told = objects["Pod/\(record.name.text(cluster.symbols))"]
      #expect((told == nil) == record.isRemoved)
      guard !record.isRemoved else { continue }
      #expect(told?["phase"] == .text(record.phase.name))
      let node = cluster.symbols[cluster.nodes[record.node.row].name]
      #expect(told?["node"] == .text(node))
      #expect(told?["cond.Ready"] == .text(record.isReady ? "True" : "False/ContainersNotReady"))
      #expect((told?["deleting"] != nil) == record.isDeleting)
    }
    let status = cluster.workloads[0].status
    let workload = objects["ReplicationController/web"]
    #expect(workload?["replicas"] == .number(4))
    #expect(workload?["st.ready"] == .number(Int64(status.readyReplicas)))
    #expect(objects["Node/worker-1"]?["unschedulable"] == .flag(true))
    #expect(objects["Node/worker-0"]?["cond.Ready"] == .text("Unknown/NodeStatusUnknown"))
  }

  @Test("verbs of the timeline have a line when they begin")
  func commands() {
    let commands: [CommandRecord] = Self.lines(Self.configuration()).compactMap {
      if case .command(let command) = $0 { command } else { nil }
    }
    #expect(
      commands.map(\.name) == [
        "apply manifests", "scale=ReplicationController/web replicas=4", "die=worker-0",
        "cordon=worker-1",
      ])
    #expect(commands.map(\.time) == [.zero, .seconds(60), .seconds(90), .seconds(500)])
  }

  @Test("an eviction names its pods and has a line with the answer to each call")
  func evictions() {
    var configuration = Self.configuration()
    let webs = ObjectTarget.selected(
      kind: "Pod", namespace: "default", selector: LabelSelector(matching: ["app": "web"]))
    let spare = PodDisruptionBudget.least(2, of: "web")
    configuration.initialObjects.append(spare)
    configuration.timeline = [TimelineEntry(at: .seconds(60), .evict(webs))]
    let commands: [CommandRecord] = Self.lines(configuration).compactMap {
      if case .command(let command) = $0, command.time > .zero { command } else { nil }
    }
    #expect(commands.first?.targets.count == 3)
    let answers = commands.dropFirst().map { $0.result.prefix { $0 != " " } }
    #expect(answers.sorted() == ["429", "429", "evicted"])
    let names = commands.dropFirst().map { String($0.name.dropFirst("evict ".count)) }
    #expect(names.sorted() == commands.first?.targets.sorted())
  }

  /// What the lines about pods say of the condition `DisruptionTarget`.
  private static func disruptions(_ configuration: SimulationConfiguration) -> [String] {
    objects(lines(configuration)).flatMap(\.fields).compactMap {
      guard $0.name == "cond.DisruptionTarget", case .text(let text) = $0.value else { return nil }
      return text
    }
  }

  @Test("a pod that goes at once when it is evicted is marked before")
  func evictionOfEndedPods() throws {
    var configuration = Self.configuration()
    var job = Job()
    job.metadata = ObjectMeta(name: "once", namespace: "default")
    job.spec.template.metadata.labels = ["app": "once"]
    job.spec.template.spec = SmallCluster.spec("once")
    job.spec.template.spec.restartPolicy = .never
    job.spec.parallelism = 3
    job.spec.completions = 3
    configuration.initialObjects = [job]
    var behavior = PodBehavior()
    behavior.everyContainer.runtime = .constant(try ConstantDistribution(5))
    configuration.behaviors = [BehaviorRule(behavior: behavior)]
    configuration.timeline = [TimelineEntry(at: .seconds(60), .drain(.pool("worker")))]
    #expect(
      Self.disruptions(configuration)
        == Array(repeating: "True/EvictionByEvictionAPI", count: 3))
  }

  @Test("whoever deletes a pod that another has just deleted marks it all the same")
  func taintOfDaemons() {
    var configuration = Self.configuration()
    var agent = DaemonSet()
    agent.metadata = ObjectMeta(name: "agent", namespace: "default")
    agent.spec.selector = LabelSelector(matching: ["app": "agent"])
    agent.spec.template.metadata.labels = ["app": "agent"]
    agent.spec.template.spec = SmallCluster.spec("agent")
    configuration.initialObjects = [agent]
    let taint = Taint(key: "gone", value: "", effect: .noExecute)
    configuration.timeline = [
      TimelineEntry(at: .seconds(60), .taint(.node("worker-1"), taint, isRemoval: false))
    ]
    #expect(Self.disruptions(configuration) == ["True/DeletionByTaintManager"])
  }

  @Test("a pod that fits nowhere is told to be unschedulable until it is bound")
  func unschedulable() {
    var configuration = Self.configuration()
    configuration.initialObjects = [
      SmallCluster.controller("web", replicas: 121)
    ]
    configuration.timeline = [TimelineEntry(at: .seconds(60), .scale(Self.web, replicas: 100))]
    let scheduled = Self.objects(Self.lines(configuration)).compactMap { change in
      change.fields.first { $0.name == "cond.PodScheduled" }?.value
    }
    #expect(scheduled.contains(.text("False/Unschedulable")))
    #expect(scheduled.count { $0 == .text("True") } >= 100)
  }
}
