import ClusterState
import SimulationEngine

/// What every event must preserve. Checked after each event in tests and with
/// `--check-invariants`; O(nodes + pods).
extension SimulationState {
  /// Ends the run at the first invariant that `event` has broken.
  mutating func checkInvariants(after event: SimulationEvent) {
    do {
      try verifyInvariants()
    } catch {
      var found = error
      found.event = event.text
      found.eventNumber = loop.firedEventCount
      violation = found
      isFinished = true
    }
  }

  /// Throws what is wrong with the state between two events.
  package func verifyInvariants() throws(InvariantViolation) {
    for invariant in InvariantViolation.Invariant.allCases {
      do {
        try verify(invariant)
      } catch {
        var found = error
        found.invariant = invariant
        throw found
      }
    }
  }

  private func verify(
    _ invariant: InvariantViolation.Invariant
  ) throws(InvariantViolation) {
    switch invariant {
    case .time: try verifyTime()
    case .pods: try verifyPods()
    case .podLists: try verifyPodLists()
    case .nodes: try verifyNodes()
    case .devices: try verifyDevices()
    case .levels: try verifyLevels()
    case .schedulerCache: try verifySchedulerCache()
    case .schedulingQueue: try verifySchedulingQueue()
    case .services: try verifyServices()
    case .selections: try verifySelections()
    case .settledControllers: try verifySettledControllers()
    }
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

  /// The pods and nodes of which `watcher` has still to read a write.
  func unread(by watcher: Watcher) -> (pods: Set<PodID>, nodes: Set<NodeID>) {
    var pods: Set<PodID> = []
    var nodes: Set<NodeID> = []
    for position in cursors.position(of: watcher)..<cluster.changes.end {
      let change = cluster.changes[position]
      switch change.subject {
      case .pod: pods.insert(PodID(Int(change.index)))
      case .node: nodes.insert(NodeID(Int(change.index)))
      case .workload, .service, .endpoints, .resourceQuota, .disruptionBudget, .other:
        break
      }
    }
    return (pods, nodes)
  }
}
