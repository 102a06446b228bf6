import ClusterState
import SimulationEngine

/// What every event must preserve. Checked after each event in tests and with
/// `--check-invariants`; O(nodes + pods).
extension SimulationState {
  /// Stops the program at the first invariant that does not hold.
  func checkInvariants() {
    do {
      try verifyInvariants()
    } catch {
      // tidy allows BannedName: no input leads here, and an optimised build must say what broke.
      fatalError("\(error)")
    }
  }

  /// Throws what is wrong with the state between two events.
  package func verifyInvariants() throws(InvariantViolation) {
    try verifyTime()
    try verifyPods()
    try verifyPodLists()
    try verifyNodes()
    try verifyDevices()
    try verifySchedulerCache()
    try verifySchedulingQueue()
    try verifyServices()
    try verifySettledControllers()
  }

  private func verifyTime() throws(InvariantViolation) {
    guard cluster.changes.end > cluster.changes.start else { return }
    let last = cluster.changes[cluster.changes.end - 1].time
    guard last <= now else {
      throw violation("the log of writes", "ends in the future, at \(last)")
    }
  }

  /// What is wrong with `object`, to be thrown.
  func violation(_ object: String, _ problem: String) -> InvariantViolation {
    InvariantViolation(description: "\(object) \(problem) (at \(now))")
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

  /// The pods and nodes of which `watcher` has still to read a write.
  func unread(by watcher: Watcher) -> (pods: Set<PodID>, nodes: Set<NodeID>) {
    var pods: Set<PodID> = []
    var nodes: Set<NodeID> = []
    for position in cursors.position(of: watcher)..<cluster.changes.end {
      let change = cluster.changes[position]
      switch change.subject {
      case .pod: pods.insert(PodID(Int(change.index)))
      case .node: nodes.insert(NodeID(Int(change.index)))
      case .replicaController, .service, .endpoints, .resourceQuota, .other: break
      }
    }
    return (pods, nodes)
  }
}
