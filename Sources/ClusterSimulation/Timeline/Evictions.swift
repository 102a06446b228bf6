import ClusterState
import SimulationEngine

/// `kubectl drain`: a client that asks for the eviction of each pod of a node, and asks again where
/// a budget says no, for as long as it takes.
///
/// Source: `k8s.io/kubectl/pkg/drain/drain.go`, `evictPods`, Kubernetes 1.34.
struct Evictions: Sendable {
  /// How long a client waits after an answer 429.
  private static let pause = SimulationDuration.seconds(5)

  /// The pods that are asked for, by row of the events; those that went are among them.
  private var pods: ContiguousArray<PodID> = []

  /// Cordons nodes and evicts their pods, as `kubectl drain --ignore-daemonsets --force
  /// --delete-emptydir-data` does.
  mutating func drain(_ nodes: ContiguousArray<NodeID>, in world: inout World) {
    for node in nodes {
      world.cluster.setCordoned(node, true, at: world.now)
      var found: ContiguousArray<PodID> = []
      world.cluster.pods.forEach(on: node) { found.append($0) }
      for pod in found where !world.cluster.pods[pod].isDeleting && !world.isDaemon(pod) {
        pods.append(pod)
        ask(pods.count - 1, in: &world)
      }
    }
  }

  /// Asks once more for the eviction in `row`.
  mutating func retry(_ row: Int, in world: inout World) {
    let record = world.cluster.pods[pods[row]]
    guard !record.isRemoved, !record.isDeleting else { return }
    ask(row, in: &world)
  }

  private func ask(_ row: Int, in world: inout World) {
    guard let refusal = world.askToEvict(pods[row]), refusal.reason == .tooManyRequests else {
      return
    }
    world.loop.post(.timeline(.evictionDue(Int32(row))), after: Self.pause)
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
  fileprivate mutating func askToEvict(_ pod: PodID) -> APIStatus? {
    guard let refusal = evict(pod) else { return nil }
    let record = cluster.pods[pod]
    let name = record.name.text(cluster.symbols)
    noteCommand("evict \(name)", result: "\(refusal.code) \(refusal.message)")
    refuse(.evict, "Pod", cluster.templates[record.template].namespace, name, refusal)
    return refusal
  }
}
