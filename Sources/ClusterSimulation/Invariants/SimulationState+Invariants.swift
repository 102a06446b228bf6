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
      found.eventNumber = world.loop.firedEventCount
      violation = found
      world.isFinished = true
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
    case .time: try world.verifyTime()
    case .pods: try world.verifyPods()
    case .podLists: try world.verifyPodLists()
    case .nodes:
      try world.verifyNodes(levels.load, resized: timeline.resizedNodes)
    case .devices:
      try world.verifyDevices()
      try scheduler.verifyDevices(in: world)
    case .levels: try levels.verify(in: world)
    case .schedulerCache:
      try scheduler.verifyCache(in: world, unread: unread(by: .scheduler))
    case .schedulingQueue:
      try scheduler.verifyQueue(in: world, unread: unread(by: .scheduler))
    case .services: try world.verifyServices()
    case .selections: try world.verifySelections()
    case .jobs: try world.verifyJobs()
    case .ordinals: try world.verifyOrdinals()
    case .namespaces: try world.verifyNamespaces()
    case .budgets: try world.verifyBudgets()
    case .claims: try world.verifyClaims()
    case .disks: try world.verifyDisks()
    case .settledControllers: try manager.verifySettled(in: world)
    }
  }

  /// The pods and nodes of which `watcher` has still to read a write.
  private func unread(by watcher: Watcher) -> UnreadObjects {
    var unread = UnreadObjects()
    for position in world.cursors.position(of: watcher)..<cluster.changes.end {
      let change = cluster.changes[position]
      switch change.subject {
      case .pod: unread.pods.insert(PodID(Int(change.index)))
      case .node: unread.nodes.insert(NodeID(Int(change.index)))
      case .workload, .service, .endpoints, .resourceQuota, .disruptionBudget,
        .controllerRevision, .claim, .volume, .storageClass, .storageDrivers, .attachment,
        .autoscaler,
        .namespace:
        break
      }
    }
    return unread
  }
}

/// What a watcher has still to read of.
struct UnreadObjects {
  var pods: Set<PodID> = []
  var nodes: Set<NodeID> = []
}
