import ClusterState
import KubernetesObjects
import SimulationEngine

/// `kubectl drain`: a client that asks for the eviction of each pod of a node, and asks again where
/// a budget says no, for as long as it takes or its time lasts.
///
/// Source: `k8s.io/kubectl/pkg/drain/drain.go`, `evictPods`, Kubernetes 1.34.
struct Evictions: Sendable {
  /// How long a client waits after an answer 429.
  private static let pause = SimulationDuration.seconds(5)

  private struct Request {
    let pod: PodID
    let grace: SimulationDuration?
    /// When the client has waited long enough; nil for never.
    let deadline: SimulationTime?
    let timeout: SimulationDuration?
  }

  /// The pods that are asked for, by row of the events; those that went are among them.
  private var requests: ContiguousArray<Request> = []

  /// Cordons nodes and evicts their pods. A pod that must not go without a word stops the drain of
  /// its node before any other goes.
  mutating func drain(
    _ nodes: ContiguousArray<NodeID>, _ options: DrainOptions, in world: inout World
  ) {
    for node in nodes {
      world.cluster.setCordoned(node, true, at: world.now)
      var found: ContiguousArray<PodID> = []
      world.cluster.pods.forEach(on: node) { found.append($0) }
      found.removeAll { world.cluster.pods[$0].isDeleting }
      let obstacles = DrainObstacle.all(among: found, options, in: world)
      guard obstacles.isEmpty else {
        world.refuseDrain(of: node, obstacles)
        continue
      }
      for pod in found where !world.isDaemon(pod) {
        requests.append(
          Request(
            pod: pod, grace: options.grace, deadline: options.timeout.map { world.now + $0 },
            timeout: options.timeout))
        ask(requests.count - 1, in: &world)
      }
    }
  }

  /// Asks once more for the eviction in `row`.
  mutating func retry(_ row: Int, in world: inout World) {
    let request = requests[row]
    let record = world.cluster.pods[request.pod]
    guard !record.isRemoved, !record.isDeleting else { return }
    if let deadline = request.deadline, let timeout = request.timeout, deadline <= world.now {
      return world.giveUp(on: request.pod, after: timeout)
    }
    ask(row, in: &world)
  }

  private func ask(_ row: Int, in world: inout World) {
    let request = requests[row]
    guard let refusal = world.askToEvict(request.pod, grace: request.grace),
      refusal.reason == .tooManyRequests
    else { return }
    let next = world.now + Self.pause
    world.loop.post(
      .timeline(.evictionDue(Int32(row))), at: request.deadline.map { min(next, $0) } ?? next)
  }
}

/// A kind of pods that stops a drain, with the words of kubectl.
///
/// Source: `k8s.io/kubectl/pkg/drain/filters.go`, Kubernetes 1.34.
private enum DrainObstacle: String, CaseIterable {
  case daemon =
    "cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore)"
  case localData =
    "cannot delete Pods with local storage (use --delete-emptydir-data to override)"
  case unmanaged = "cannot delete Pods that declare no controller (use --force to override)"

  /// What stops the drain of a node that has `pods`: a line for each kind that does.
  static func all(
    among pods: ContiguousArray<PodID>, _ options: DrainOptions, in world: World
  ) -> [String] {
    guard !options.force || !options.ignoresDaemonSets || !options.deletesEmptyDirData else {
      return []
    }
    var names: [DrainObstacle: [String]] = [:]
    for pod in pods {
      guard let obstacle = of(pod, options, in: world) else { continue }
      let template = world.cluster.templates[world.cluster.pods[pod].template]
      let name = world.cluster.pods[pod].name.text(world.cluster.symbols)
      names[obstacle, default: []].append("\(world.cluster.symbols[template.namespace])/\(name)")
    }
    return allCases.compactMap { kind in
      names[kind].map { "\(kind.rawValue): \($0.joined(separator: ", "))" }
    }
  }

  /// Why a pod stops the drain of its node; nil if it does not.
  private static func of(
    _ pod: PodID, _ options: DrainOptions, in world: World
  ) -> DrainObstacle? {
    let record = world.cluster.pods[pod]
    if world.isDaemon(pod) { return options.ignoresDaemonSets ? nil : .daemon }
    guard !record.phase.isTerminal else { return nil }
    let volumes = world.cluster.templates[record.template].pod.spec.volumes
    let hasLocalData = volumes.contains { volume in
      if case .emptyDir = volume.source { true } else { false }
    }
    if hasLocalData, !options.deletesEmptyDirData { return .localData }
    return !record.owner.isPresent && !options.force ? .unmanaged : nil
  }
}

extension World {
  /// Evicts pods that have not ended; whatever a budget forbids stays, as the client asks once.
  mutating func evict(_ target: ObjectTarget) {
    let pods = pods(of: target, where: { !$0.phase.isTerminal })
    for pod in pods { askToEvict(pod) }
  }

  /// Whether `pod` would come again at once on its node: it runs, and its daemon set is there.
  ///
  /// Source: `daemonSetFilter` of `k8s.io/kubectl/pkg/drain/filters.go`, Kubernetes 1.34.
  fileprivate func isDaemon(_ pod: PodID) -> Bool {
    let record = cluster.pods[pod]
    guard record.owner.isPresent, !record.phase.isTerminal else { return false }
    let owner = cluster.workloads[record.owner.row]
    return owner.kind == .daemonSet && owner.isPresent
  }

  /// Asks for the eviction of `pod` and writes down a refusal, which it returns.
  @discardableResult
  fileprivate mutating func askToEvict(
    _ pod: PodID, grace: SimulationDuration? = nil
  ) -> APIStatus? {
    guard let refusal = evict(pod, grace: grace) else { return nil }
    let name = cluster.pods[pod].name.text(cluster.symbols)
    noteCommand("evict \(name)", result: "\(refusal.code) \(refusal.message)")
    refuseEviction(of: pod, refusal)
    return refusal
  }

  /// Writes down that a drain has waited for a pod as long as it was to.
  fileprivate mutating func giveUp(on pod: PodID, after timeout: SimulationDuration) {
    let name = cluster.pods[pod].name.text(cluster.symbols)
    let namespace = cluster.symbols[cluster.templates[cluster.pods[pod].template].namespace]
    let time = GoDuration(nanoseconds: timeout.microseconds * 1000)
    let message =
      "error when evicting pods/\"\(name)\" -n \"\(namespace)\": global timeout reached: \(time)"
    refuseEviction(of: pod, APIStatus(reason: .client, message: message))
  }

  /// Writes down that kubectl evicts nothing of a node.
  fileprivate mutating func refuseDrain(of node: NodeID, _ obstacles: [String]) {
    let name = cluster.symbols[cluster.nodes[node.row].name]
    let text = obstacles.joined(separator: ", ")
    let list = obstacles.count == 1 ? text : "[\(text)]"
    refuse(
      .drain, "Node", .empty, name,
      APIStatus(
        reason: .client, message: "unable to drain node \"\(name)\" due to error: \(list)"))
  }

  private mutating func refuseEviction(of pod: PodID, _ status: APIStatus) {
    let record = cluster.pods[pod]
    refuse(
      .evict, "Pod", cluster.templates[record.template].namespace,
      record.name.text(cluster.symbols), status)
  }
}
