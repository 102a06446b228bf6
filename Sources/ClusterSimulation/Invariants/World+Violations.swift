import ClusterState
import SimulationEngine

/// What breaks an invariant, in words.
extension World {
  /// What is wrong with `object`, to be thrown.
  func violation(_ object: String, _ problem: String) -> InvariantViolation {
    InvariantViolation(invariant: .time, description: "\(object) \(problem)", time: now)
  }

  /// `pod` as a message names it.
  func describe(_ pod: PodID) -> String {
    let record = cluster.pods[pod]
    let namespace = cluster.symbols[cluster.templates[record.template].namespace]
    return "pod \(namespace)/\(record.name.text(cluster.symbols)) (number \(pod.index))"
  }

  /// `node` as a message names it.
  func describe(_ node: NodeID) -> String {
    "node \(cluster.symbols[cluster.nodes[node.row].name]) (number \(node.index))"
  }

  /// `id` as a message names it.
  func describe(_ id: WorkloadID) -> String {
    let record = cluster.workloads[id.row]
    let namespace = cluster.symbols[record.namespace]
    return "\(record.kind.name) \(namespace)/\(cluster.symbols[record.name]) (number \(id.index))"
  }

  /// The log of writes ends by now.
  func verifyTime() throws(InvariantViolation) {
    guard cluster.changes.end > cluster.changes.start else { return }
    let last = cluster.changes[cluster.changes.end - 1].time
    guard last <= now else {
      throw violation("the log of writes", "ends in the future, at \(last)")
    }
  }
}
