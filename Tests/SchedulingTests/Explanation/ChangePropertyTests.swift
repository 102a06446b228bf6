import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import Scheduling

/// With the named changes made a node is feasible; with one unit less of a resource it is not.
struct ChangePropertyTests {
  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func namedChangesAreEnoughAndNoMoreThanThat(seed: UInt64) throws {
    var random = RandomStream(seed: seed, name: "changes")
    var world = try ChangedWorld(drawing: &random)
    let policy: ClassicPolicy? =
      switch seed % 3 {
      case 0: nil
      case 1: try ClassicPolicy(nil, era: .v1_2)
      default: try ClassicPolicy(nil, era: .v1_20)
      }
    if let policy { world.builder.scheduler.profiles = [Profile(policy)] }
    let pod = try world.builder.pending(world.podFields(drawing: &random))
    let explanation = world.builder.explain(pod)
    for obstacles in explanation.obstacles {
      let changes = obstacles.changes.map(\.change)
      #expect(!changes.isEmpty)
      #expect(
        world.isFeasible(obstacles.node, for: pod, after: changes), "seed \(seed): \(changes)")
      for (index, change) in changes.enumerated() {
        guard let less = change.oneLess else { continue }
        var tooFew = changes
        tooFew[index] = less
        #expect(
          !world.isFeasible(obstacles.node, for: pod, after: tooFew),
          "seed \(seed): \(tooFew) would do")
      }
    }
    // What is turned down and what is explained are the same nodes.
    let feasible = Set(explanation.record.feasible)
    #expect(explanation.obstacles.count + feasible.count == explanation.nodeCount)
  }
}

extension NodeChange {
  /// The change with one unit less, where that means something.
  fileprivate var oneLess: NodeChange? {
    switch self {
    case .resource(let resource, let missing, let asked, let allocatable):
      .resource(resource, missing: missing - 1, asked: asked, allocatable: allocatable)
    case .podCount(let excess): .podCount(excess: excess - 1)
    default: nil
    }
  }
}

/// A random cluster whose nodes can be changed as an explanation says.
private struct ChangedWorld {
  struct Node {
    let name: String
    var labels: [String: String]
    var taints: [(key: String, effect: NodeTaintEffect)]
    var isCordoned: Bool
    var amounts: ResourceAmounts
    var pods: Int64
  }

  var builder: SchedulingBuilder
  private var nodes: [Node] = []

  init(drawing random: inout RandomStream) throws {
    builder = try SchedulingBuilder()
    for row in 0..<6 { addNode("n\(row)", drawing: &random) }
    for row in 0..<10 {
      try builder.add(
        "Pod p\(row)@n\(random.index(below: 6)) \(Self.placedPod(drawing: &random))")
    }
  }

  private mutating func addNode(_ name: String, drawing random: inout RandomStream) {
    var labels: [String: String] = [:]
    if random.chance(0.7) { labels["disk"] = ["ssd", "hdd", "nvme"][random.index(below: 3)] }
    if random.chance(0.7) { labels["cores"] = "\(random.index(below: 9))" }
    let gpu = builder.state.resources.intern("example.org/gpu")
    let node = Node(
      name: name, labels: labels,
      taints: random.chance(0.4)
        ? [("t\(random.index(below: 3))", .noSchedule), ("u", .noExecute)] : [],
      isCordoned: random.chance(0.2),
      amounts: ResourceAmounts(
        milliCPU: random.integer(in: 0...3000), memoryBytes: random.integer(in: 0...(4 << 30)),
        extended: [.init(resource: gpu, amount: random.integer(in: 0...2))]),
      pods: random.integer(in: 0...5))
    let record = record(of: node)
    if let id = try? builder.state.addNode(record, at: .zero) {
      builder.scheduler.cache.addNode(id, record, builder.state)
    }
    nodes.append(node)
  }

  private mutating func record(of node: Node) -> NodeRecord {
    let taints = node.taints.map { taint in
      NodeTaint(
        key: builder.state.symbols.intern(taint.key), value: .empty, effect: taint.effect,
        added: .zero)
    }
    return NodeRecord(
      name: builder.state.symbols.intern(node.name), pool: .empty,
      labels: builder.state.intern(Labels(node.labels.sorted { $0.key < $1.key }.map { ($0, $1) })),
      taints: ContiguousArray(taints), isCordoned: node.isCordoned, capacity: node.amounts,
      allocatable: node.amounts, allocatablePods: node.pods, created: .zero)
  }

  private static func container(drawing random: inout RandomStream) -> String {
    let port = random.chance(0.6) ? "hostPort: \(80 + random.index(below: 2)), " : ""
    let gpu = random.chance(0.3) ? ", example.org/gpu: \(random.index(below: 3))" : ""
    return "containers: [{name: c, image: i, ports: [{\(port)containerPort: 1}], "
      + "resources: {requests: {cpu: \(random.index(below: 2500))m, "
      + "memory: \(random.index(below: 3000))Mi\(gpu)}}}]"
  }

  private static func placedPod(drawing random: inout RandomStream) -> String {
    "spec: {\(container(drawing: &random))}"
  }

  func podFields(drawing random: inout RandomStream) -> String {
    let terms = [
      "{matchExpressions: [{key: disk, operator: In, values: [ssd, nvme]}]}",
      "{matchExpressions: [{key: cores, operator: Gt, values: ['4']}, "
        + "{key: disk, operator: NotIn, values: [hdd]}]}",
      "{matchExpressions: [{key: gpu, operator: Exists}, {key: cores, operator: DoesNotExist}]}",
      "{matchExpressions: [{key: cores, operator: Lt, values: ['3']}, "
        + "{key: cores, operator: NotIn, values: ['0', '1']}]}",
    ]
    var chosen: [String] = []
    for term in terms where random.chance(0.4) { chosen.append(term) }
    let affinity =
      chosen.isEmpty
      ? ""
      : "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
        + "{nodeSelectorTerms: [\(chosen.joined(separator: ", "))]}}}, "
    let toleration = random.chance(0.5) ? "tolerations: [{key: t1, operator: Exists}], " : ""
    return "spec: {\(affinity)\(toleration)\(Self.container(drawing: &random))}"
  }

  /// Whether `pod` fits on `node` with `changes` made to a copy of the world.
  func isFeasible(_ node: NodeID, for pod: PendingPod, after changes: [NodeChange]) -> Bool {
    var world = self
    var changed = nodes[node.row]
    for change in changes { world.make(change, on: node, &changed) }
    let record = world.record(of: changed)
    world.builder.scheduler.cache.updateNode(node, record, world.builder.state)
    return world.builder.schedule(pod).record.feasible.contains(node)
  }

  private mutating func make(_ change: NodeChange, on node: NodeID, _ changed: inout Node) {
    switch change {
    case .resource(.cpu, let missing, _, _): changed.amounts.milliCPU += missing
    case .resource(.memory, let missing, _, _): changed.amounts.memoryBytes += missing
    case .resource(let resource, let missing, _, _):
      for index in changed.amounts.extended.indices
      where changed.amounts.extended[index].resource == resource {
        changed.amounts.extended[index].amount += missing
      }
    case .podCount(let excess): changed.pods += excess
    case .uncordon: changed.isCordoned = false
    case .taint(let taint):
      let key = builder.state.symbols[taint.key]
      changed.taints.removeAll { $0.key == key && $0.effect == taint.effect }
    case .label(let key, let label):
      changed.labels[builder.state.symbols[key]] = value(of: label)
    case .hostPort(_, let holders):
      // The holder's port goes, and not the holder: its requests are another matter.
      for pod in holders { removePorts(of: pod, from: node) }
    case .nodeName, .condition, .storage, .neighbors, .other: break
    }
  }

  private func value(of label: LabelChange) -> String? {
    switch label {
    case .oneOf(let values): builder.state.symbols[values[0]]
    case .present: "any"
    case .integer(let example, _, _): "\(example)"
    case .absent, .otherThan: nil
    }
  }

  private mutating func removePorts(of pod: PodID, from node: NodeID) {
    let template = builder.state.templates[builder.state.pods[pod].template]
    builder.scheduler.cache.usedPorts[node.row].removeAll { template.hostPorts.contains($0) }
  }
}
