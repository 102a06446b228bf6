import ClusterState
import KubernetesObjects
import SimulationEngine

@testable import Scheduling

/// Two schedulers that see the same cluster, one of which asks about every node, and a history of
/// pods and nodes that come, change and go.
struct SchedulerPair {
  /// What a history lets happen.
  private enum Step: CaseIterable {
    case schedule, remove, mark, changeNode, joinNode, leaveNode, addService
  }

  private var dice: Dice
  private var pods: RandomPods
  private var cluster = ClusterState()
  private var incremental: Scheduler
  private var full: Scheduler
  private var nodes: [(id: NodeID, node: Node)] = []
  private var nodeNumber = 0
  private var templates: [(pod: Pod, id: PodTemplateID)] = []
  private var placed: [(pod: PlacedPod, node: NodeID)] = []
  private var podNumber = 0
  private var choice: (pod: Pod, id: PodTemplateID)?
  private var now = SimulationTime.zero
  /// What the decisions were, for telling how much a history has tried.
  private(set) var placements = 0
  private(set) var failures = 0
  private(set) var hints = 0

  /// A cluster from `seed`, scheduled by `rules`: one in five is large enough for the search to
  /// stop early.
  init(seed: UInt64, _ rules: VersionRules) throws {
    incremental = Scheduler([], rules: rules)
    full = Scheduler([], rules: rules)
    dice = Dice(seed: seed, "history")
    pods = RandomPods(dice: Dice(seed: seed, "objects"))
    let tieBreak: TieBreak =
      switch dice.number(0...3) {
      case 0: .first
      case 1: .roundRobin(placements: 0)
      default: .drawn(RandomStream(seed: seed, name: "ties"))
      }
    let profile = try profile()
    for _ in 0..<(dice.oneIn(5) ? dice.number(100...180) : dice.number(1...30)) { try join() }
    for number in 0..<Int(dice.number(1...5)) {
      let pod = pods.pod(number)
      templates.append((pod, cluster.template(for: pod)))
    }
    incremental.profiles = [profile]
    incremental.tieBreak = tieBreak
    full.profiles = [profile]
    full.tieBreak = tieBreak
    full.evaluation = .fullScan
    learn()
  }

  private mutating func profile() throws -> Profile {
    switch dice.number(0...6) {
    case 0: return Profile(try ClassicPolicy(nil, era: .v1_2))
    case 1: return Profile(try ClassicPolicy(nil, era: .v1_20))
    default:
      var settings = KubeSchedulerProfile()
      if dice.oneIn(3) { settings.percentageOfNodesToScore = Int32(dice.number(1...100)) }
      if dice.oneIn(4) {
        // With the largest one, sums are soon beyond what is kept for a node.
        var plugin = Plugin()
        plugin.name = "NodeResourcesFit"
        plugin.weight = dice.pick([2, 1000, 2_000_000])
        settings.plugins[.score].enabled = [plugin]
      }
      // Without default constraints rankings are used again.
      if dice.oneIn(2) { settings.pluginConfig = [.withoutDefaultSpread] }
      // Both caches number label columns in the same order.
      var other = full.cache
      let profile = try Profile(settings, &cluster, &incremental.cache)
      _ = try Profile(settings, &cluster, &other)
      full.cache = other
      return profile
    }
  }

  private mutating func learn() {
    incremental.cache.learnTemplates(of: &cluster)
    full.cache.learnTemplates(of: &cluster)
  }

  /// One step; returns how the two decisions differ, if they do.
  mutating func step() throws -> String? {
    switch dice.oneIn(3) ? dice.pick(Step.allCases) : .schedule {
    case .schedule: return try schedule()
    case .remove:
      guard !placed.isEmpty else { return nil }
      let (pod, node) = placed.remove(at: Int(dice.number(0...Int64(placed.count - 1))))
      apply { $0.removePod(pod.pod, from: node) }
    case .mark:
      guard !placed.isEmpty else { return nil }
      let index = Int(dice.number(0...Int64(placed.count - 1)))
      placed[index].pod.isTerminating = true
      let (pod, node) = placed[index]
      apply { $0.updatePod(pod, on: node) }
    case .changeNode:
      guard !nodes.isEmpty else { return nil }
      let index = Int(dice.number(0...Int64(nodes.count - 1)))
      pods.change(&nodes[index].node)
      let (id, record) = (nodes[index].id, record(nodes[index].node))
      let state = cluster
      apply { $0.updateNode(id, record, state) }
    case .joinNode: try join()
    case .leaveNode:
      // One goes, or a whole rack.
      for _ in 0..<(dice.oneIn(3) ? nodes.count / 3 : 1) { leave() }
    case .addService:
      podNumber += 1
      _ = try cluster.createService(
        namespace: cluster.symbols.intern("default"),
        name: cluster.symbols.intern("s\(podNumber)"),
        selector: cluster.intern(["app": dice.pick(["a", "b", "c"])]), at: .zero)
    }
    return nil
  }

  private mutating func leave() {
    guard nodes.count > 1 else { return }
    let (id, _) = nodes.remove(at: Int(dice.number(0...Int64(nodes.count - 1))))
    cluster.removeNode(id, at: .zero)
    // Its pods go before it or later, as the watch brings them.
    if dice.oneIn(2) {
      placed.removeAll { $0.node == id }
      apply { cache in for pod in cache.pods[id.row] { cache.removePod(pod.pod, from: id) } }
    }
    apply { $0.removeNode(id) }
  }

  private mutating func apply(_ change: (inout SchedulerCache) -> Void) {
    change(&incremental.cache)
    change(&full.cache)
  }

  private mutating func schedule() throws -> String? {
    // Pods of one template come in a row.
    if dice.oneIn(3) { choice = dice.pick(templates) }
    let (pod, template) = choice ?? templates[0]
    now += .milliseconds(dice.oneIn(20) ? 600 : 20)
    (incremental.now, full.now) = (now, now)
    podNumber += 1
    let id = try cluster.createPod(
      template: template, name: PodName(cluster.symbols.intern("q\(podNumber)")), owner: .absent,
      at: .zero)
    var pending = PendingPod(id, template: template)
    pending.nodeName = cluster.symbols.intern(pod.spec.nodeName)
    let a = incremental.schedule(pending, cluster, level: .message)
    let b = full.schedule(pending, cluster, level: .message)
    let (left, right) = (text(a, incremental), text(b, full))
    guard left == right else { return "incremental: \(left)\nfull scan:   \(right)" }
    if a.usesHint { hints += 1 }
    if a.node.isPresent { placements += 1 } else { failures += 1 }
    settle(pending, a)
    return nil
  }

  /// Places the pod mostly, or makes room for it as the decision says.
  private mutating func settle(_ pending: PendingPod, _ decision: Decision) {
    let pod = PlacedPod(
      pending.pod, template: pending.template,
      priority: cluster.templates[pending.template].priority)
    if decision.node.isPresent, !dice.oneIn(8) {
      placed.append((pod, decision.node))
      apply { $0.addPod(pod, on: decision.node) }
    } else if decision.nominatedNode.isPresent, dice.oneIn(2) {
      for victim in decision.victims {
        placed.removeAll { $0.pod.pod == victim.pod }
        apply { $0.removePod(victim.pod, from: decision.nominatedNode) }
      }
      if dice.oneIn(2) {
        incremental.nominations.nominate(pod, to: decision.nominatedNode)
        full.nominations.nominate(pod, to: decision.nominatedNode)
      }
    } else if let entry = incremental.nominations.entries.first {
      incremental.nominations.withdraw(entry.pod.pod)
      full.nominations.withdraw(entry.pod.pod)
    }
  }

  private func text(_ decision: Decision, _ scheduler: Scheduler) -> String {
    """
    node \(decision.node.index) score \(decision.score) ties \(decision.ties) \
    hint \(decision.usesHint) feasible \(decision.feasibleCount) \
    examined \(decision.examinedCount) \
    next \(scheduler.nextStart) nominated \(decision.nominatedNode.index) \
    victims \(decision.victims.map(\.pod.index)) by \(decision.rejectedBy) \
    \(decision.message)\(decision.error)
    """
  }

  private mutating func join() throws {
    let node = pods.node(nodeNumber)
    nodeNumber += 1
    let record = record(node)
    let id = try cluster.addNode(record, at: .zero)
    nodes.append((id, node))
    let state = cluster
    apply { $0.addNode(id, record, state) }
  }

  private mutating func record(_ node: Node) -> NodeRecord {
    let taints = node.spec.taints.map { taint in
      NodeTaint(
        key: cluster.symbols.intern(taint.key), value: cluster.symbols.intern(taint.value),
        effect: taint.effect == .noSchedule ? .noSchedule : .preferNoSchedule, added: .zero)
    }
    var images: ContiguousArray<NodeImage> = []
    for image in node.status.images {
      images.append(
        NodeImage(name: cluster.symbols.intern(image.names[0]), sizeBytes: image.sizeBytes))
    }
    let allocatable = cluster.amounts(of: node.status.allocatable)
    return NodeRecord(
      name: cluster.symbols.intern(node.metadata.name), pool: .empty,
      labels: cluster.intern(node.metadata.labels), taints: ContiguousArray(taints),
      isCordoned: node.spec.isCordoned, capacity: allocatable, allocatable: allocatable,
      allocatablePods: node.status.allocatable.amount(of: .pods), images: images,
      declaredFeatures: node.status.declaredFeatures, created: .zero)
  }
}

extension PluginConfig {
  /// Pods that state no spread constraints are under none.
  fileprivate static var withoutDefaultSpread: PluginConfig {
    var arguments = PodTopologySpreadArgs()
    arguments.defaultingType = .list
    var configuration = PluginConfig()
    configuration.name = "PodTopologySpread"
    configuration.arguments = .podTopologySpread(arguments)
    return configuration
  }
}
