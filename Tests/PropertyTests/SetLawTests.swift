import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@Suite("Laws of daemon sets and stateful sets")
struct SetLawTests {
  private static let quiet: Int64 = 90
  private static let end: Int64 = 900

  @Test("once nothing happens any more, every set has the pods that it should have")
  func settles() throws {
    for seed in PropertySeeds.first(25) {
      var simulation = Simulation(Self.configuration(seed))
      simulation.runToEnd()
      try simulation.state.verifyInvariants()
      let cluster = simulation.state.cluster
      for row in cluster.workloads.indices where cluster.workloads[row].isPresent {
        let problem =
          cluster.workloads[row].kind == .daemonSet
          ? Self.problem(ofDaemonSet: WorkloadID(row), cluster)
          : Self.problem(ofStatefulSet: WorkloadID(row), cluster)
        if let problem { Issue.record("seed \(seed): \(problem)") }
      }
    }
  }

  @Test("no two pods of one ordinal are there at any time")
  func ordinals() {
    for seed in PropertySeeds.first(10) {
      var simulation = Simulation(Self.configuration(seed))
      var checked = 0
      while simulation.run(events: 25) {
        let cluster = simulation.state.cluster
        guard cluster.pods.count > checked else { continue }
        checked = cluster.pods.count
        var names: Set<String> = []
        for row in 0..<cluster.pods.count {
          let record = cluster.pods[PodID(row)]
          guard !record.isRemoved, record.owner.isPresent,
            cluster.workloads[record.owner.row].kind == .statefulSet
          else { continue }
          let isFirst = names.insert(record.name.text(cluster.symbols)).inserted
          #expect(isFirst, "seed \(seed): \(record.name.text(cluster.symbols))")
        }
      }
    }
  }

  // MARK: What should be

  private static func problem(ofDaemonSet id: WorkloadID, _ cluster: ClusterState) -> String? {
    let record = cluster.workloads[id.row]
    let wanted = cluster.templates[record.template].pod
    for row in cluster.nodes.indices where cluster.nodes[row].isPresent {
      let node = cluster.nodes[row]
      let name = cluster.symbols[node.name]
      var tags: [Substring] = []
      cluster.pods.forEach(on: NodeID(row)) { pod in
        let known = cluster.pods[pod]
        guard known.owner == id, known.isActive, known.isReady else { return }
        tags.append(cluster.symbols[cluster.templates[known.template].images[0]].suffix(1))
      }
      let isChosen = (wanted.spec.nodeSelector ?? Labels()).allSatisfy { label in
        guard let key = cluster.symbols.find(label.key), let value = node.labels[key] else {
          return false
        }
        return cluster.symbols[value] == label.value
      }
      let taints = node.taints.filter { taint in
        let key = cluster.symbols[taint.key]
        return !key.hasPrefix("node.kubernetes.io/")
          && !wanted.spec.tolerations.contains { $0.key == key }
      }
      let expected = wanted.spec.containers[0].image.suffix(1)
      if isChosen && taints.isEmpty {
        if tags != [expected] { return "\(name) has \(tags), not \(expected)" }
      } else if !isChosen || taints.contains(where: { $0.effect == .noExecute }) {
        if !tags.isEmpty { return "\(name) has \(tags), and should have nothing" }
      }
    }
    return nil
  }

  private static func problem(ofStatefulSet id: WorkloadID, _ cluster: ClusterState) -> String? {
    let record = cluster.workloads[id.row]
    let key = cluster.symbols.find("k")
    let hasRoom = cluster.nodes.contains { node in
      node.isPresent && !node.taints.contains { $0.key == key }
    }
    guard hasRoom else { return nil }
    var names: [String] = []
    for row in 0..<cluster.pods.count {
      let pod = cluster.pods[PodID(row)]
      guard pod.owner == id, !pod.isRemoved else { continue }
      guard pod.isActive, pod.isReady else { return "a pod is not ready" }
      names.append(pod.name.text(cluster.symbols))
    }
    let expected = (0..<record.replicas).map { "db-\($0)" }
    return names.sorted() == expected.sorted() ? nil : "there are \(names) of \(record.replicas)"
  }

  // MARK: What happens

  private static func configuration(_ seed: UInt64) -> SimulationConfiguration {
    var dice = Dice(seed: seed, "sets")
    var configuration = SimulationConfiguration(
      name: "seed \(seed)", controlPlane: ControlPlaneSettings(profile: .modern))
    configuration.seed = seed
    configuration.ending = .at(.seconds(end))
    configuration.scheduling = SchedulingConfiguration(profile: .modern)
    configuration.controlPlane.watchLatency = .milliseconds(dice.pick([0, 5, 300]))
    configuration.controlPlane.apiServerWriteLatency = .milliseconds(dice.pick([0, 5, 400]))
    var node = Node()
    node.status.capacity = [.cpu: Quantity(8), .memory: Quantity(16 << 30), .pods: Quantity(50)]
    node.metadata.labels = ["disk": "ssd"]
    configuration.nodePools = [
      NodePool(name: "n", count: Int(dice.number(2...5)), template: node)
    ]
    configuration.initialObjects = [
      daemonSet("log", &dice), daemonSet("net", &dice), statefulSet(&dice),
    ]
    for _ in 0..<dice.number(4...14) {
      configuration.timeline.append(TimelineEntry(at: dice.instant(0, quiet), action(&dice)))
    }
    // Dead machines come back, and nobody is left out for good.
    for number in 0...6 {
      let target = NodeTarget.node("n-\(number)")
      configuration.timeline.append(TimelineEntry(at: .seconds(quiet + 60), .recover(target)))
      configuration.timeline.append(TimelineEntry(at: .seconds(quiet + 61), .uncordon(target)))
    }
    return configuration
  }

  private static func template(_ name: String) -> PodTemplateSpec {
    var template = PodTemplateSpec()
    template.metadata.labels = ["app": name]
    var container = Container(name: "c", image: "registry.example/\(name):1")
    container.resources.requests = [.cpu: Quantity(milliValue: 50)]
    template.spec.containers = [container]
    return template
  }

  private static func daemonSet(_ name: String, _ dice: inout Dice) -> DaemonSet {
    var set = DaemonSet()
    set.metadata = ObjectMeta(name: name, namespace: "default")
    set.spec.selector = LabelSelector(matching: ["app": name])
    set.spec.template = template(name)
    if dice.oneIn(2) { set.spec.template.spec.nodeSelector = ["disk": "ssd"] }
    if dice.oneIn(3) {
      set.spec.template.spec.tolerations = [Toleration(key: "k", operation: .exists)]
    }
    set.spec.minReadySeconds = Int32(dice.pick([0, 3]))
    if dice.oneIn(3) {
      set.spec.updateStrategy.maxUnavailable = 0
      set.spec.updateStrategy.maxSurge = dice.pick([1, "50%"])
    } else {
      set.spec.updateStrategy.maxUnavailable = dice.pick([1, 2, "40%"])
    }
    set.applyDefaults()
    return set
  }

  private static func statefulSet(_ dice: inout Dice) -> StatefulSet {
    var set = StatefulSet()
    set.metadata = ObjectMeta(name: "db", namespace: "default")
    set.spec.selector = LabelSelector(matching: ["app": "db"])
    set.spec.template = template("db")
    set.spec.replicas = Int32(dice.number(0...4))
    set.spec.minReadySeconds = Int32(dice.pick([0, 3]))
    set.spec.podManagementPolicy = dice.pick([.orderedReady, .parallel])
    set.applyDefaults()
    return set
  }

  private static func action(_ dice: inout Dice) -> TimelineAction {
    let node = NodeTarget.node("n-\(dice.number(0...4))")
    func target(_ kind: String, _ name: String) -> ObjectTarget {
      .named(kind: kind, namespace: "default", name: name)
    }
    let set =
      dice.oneIn(2)
      ? target("StatefulSet", "db") : target("DaemonSet", dice.pick(["log", "net"]))
    switch dice.number(0...9) {
    case 0: return .labelNodes(node, [("disk", dice.pick(["ssd", "hdd", nil]))])
    case 1:
      let taint = Taint(key: "k", effect: dice.pick([.noSchedule, .noExecute]))
      return .taint(node, taint, isRemoval: dice.oneIn(2))
    case 2: return .cordon(node)
    case 3: return .drain(node)
    case 4: return .fail(node)
    case 5: return .join(pool: "n", count: 1)
    case 6: return .scale(target("StatefulSet", "db"), replicas: Int32(dice.number(0...5)))
    case 7: return .rollout(set, dice.pick([.restart, .undo(toRevision: nil)]))
    case 8:
      let selector = LabelSelector(matching: ["app": dice.pick(["log", "db"])])
      return .delete(
        .selected(kind: "Pod", namespace: "default", selector: selector),
        grace: dice.pick([nil, .zero]))
    default:
      return .setImage(
        set, container: nil, image: "registry.example/app:\(dice.number(1...3))")
    }
  }
}
