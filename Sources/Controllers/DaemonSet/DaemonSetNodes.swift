import ClusterState
import KubernetesObjects

/// On which nodes a daemon set has pods, node by node.
///
/// A verdict depends on the set's template and on the node's object alone. It is worked out when
/// one of the two has changed, and a sync only reads it.
struct DaemonSetNodes: Sendable {
  /// What a daemon set wants of one node.
  enum Verdict: UInt8, Sendable {
    /// No pod, and one that is there goes.
    case none
    /// A pod that is there stays, and none comes.
    case mayStay
    /// A pod.
    case run
  }

  private let spec: PodSpec
  private let nodeName: String
  private var verdicts: ContiguousArray<Verdict> = []

  /// The nodes for pods like `pod`, whose template names `nodeName` or no node.
  init(for pod: DaemonPod, nodeName: String, in cluster: borrowing ClusterState) {
    spec = pod.spec
    self.nodeName = nodeName
    for row in cluster.nodes.indices { update(NodeID(row), in: cluster) }
  }

  /// What is wanted of `node`.
  func verdict(on node: NodeID) -> Verdict {
    node.row < verdicts.count ? verdicts[node.row] : .none
  }

  /// Judges `node` anew.
  @discardableResult
  mutating func update(_ node: NodeID, in cluster: borrowing ClusterState) -> Verdict {
    while verdicts.count <= node.row { verdicts.append(.none) }
    verdicts[node.row] = judge(node, cluster)
    return verdicts[node.row]
  }

  /// Source: `NodeShouldRunDaemonPod`, Kubernetes 1.20 to 1.36.
  private func judge(_ node: NodeID, _ cluster: borrowing ClusterState) -> Verdict {
    let record = cluster.nodes[node.row]
    guard record.isPresent else { return .none }
    let name = cluster.symbols[record.name]
    guard nodeName.isEmpty || nodeName == name else { return .none }
    // What is lent must not be caught by a closure.
    let symbols = cluster.symbols
    let isSelected = spec.selectsNode(named: .known(name)) { key in
      guard let key = symbols.find(key), let value = record.labels[key] else { return .absent }
      return .known(symbols[value])
    }
    guard isSelected else { return .none }
    var mayStay = true
    var mayCome = true
    for taint in record.taints where taint.effect != .preferNoSchedule {
      let isExecuting = taint.effect == .noExecute
      let known = Taint(
        key: symbols[taint.key], value: symbols[taint.value],
        effect: isExecuting ? .noExecute : .noSchedule)
      guard !spec.tolerations.contains(where: { $0.tolerates(known) }) else { continue }
      mayCome = false
      if isExecuting { mayStay = false }
    }
    return mayCome ? .run : mayStay ? .mayStay : .none
  }
}

/// Whether a node can have a daemon pod that no scheduler looks at.
///
/// Source: `nodeShouldRunDaemonPod` of `pkg/controller/daemon`, Kubernetes 1.2.
struct DaemonPodRoom {
  let pod: PodTemplate
  let set: WorkloadID

  /// Whether `node` is ready, with room for the pod's requests and host ports beside the pods of
  /// others.
  func isThere(on node: NodeID, in cluster: borrowing ClusterState) -> Bool {
    let record = cluster.nodes[node.row]
    guard record.ready == .yes, record.outOfDisk != .yes else { return false }
    var milliCPU = Int128(pod.requests.milliCPU)
    var memory = Int128(pod.requests.memoryBytes)
    var ports = Set(pod.hostPorts.map(\.port))
    var isFree = ports.count == pod.hostPorts.count
    let totals = cluster.requestTotals(on: node)
    milliCPU += totals.milliCPU
    memory += totals.memoryBytes
    cluster.pods.forEach(on: node) { other in
      let known = cluster.pods[other]
      guard !known.phase.isTerminal else { return }
      let template = cluster.templates[known.template]
      if known.owner == set {
        milliCPU -= Int128(template.requests.milliCPU)
        memory -= Int128(template.requests.memoryBytes)
        return
      }
      for port in template.hostPorts where !ports.insert(port.port).inserted { isFree = false }
    }
    return isFree && milliCPU <= Int128(record.allocatable.milliCPU)
      && memory <= Int128(record.allocatable.memoryBytes)
  }
}
