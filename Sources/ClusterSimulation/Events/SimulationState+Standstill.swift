import ClusterState

/// Seeing that time has come to stand still.
extension SimulationState {
  /// Ends the run if more has happened at this instant than all there is to do can explain; `count`
  /// events so far.
  ///
  /// Complexity: O(pods + nodes), for which reason a look is taken once in a great many events.
  mutating func checkClock(after event: SimulationEvent, number count: Int) {
    let free = configuration.eventsBetweenClockChecks
    guard count % free == 0, count > free + Standstill.eventCountPerObject * expectedObjectCount
    else { return }
    standstill = Standstill(
      time: now, eventCount: count, event: event.text, owners: ownersOfNewestPods())
    world.isFinished = true
  }

  /// How many nodes and pods there were before this instant, or are to come by the scenario. What
  /// the instant itself has made is left out: it may be what does not end.
  private var expectedObjectCount: Int {
    let replicas = cluster.workloads.reduce(0) {
      $0 + ($1.isPresent ? Int($1.replicas) : 0)
    }
    let generated = configuration.workloads.reduce(0) { $0 + ($1.limit ?? 0) }
    let pods = (0..<cluster.pods.count).count { row in
      let pod = cluster.pods[PodID(row)]
      return pod.created < now && !(pod.removed.isSet && pod.removed < now)
    }
    return cluster.nodes.count + pods + replicas + generated
      + configuration.arrivals.arrivals.count
  }

  private func ownersOfNewestPods() -> [String] {
    let count = cluster.pods.count
    var owners: Set<WorkloadID> = []
    for row in max(0, count - Standstill.podsAsked)..<count {
      let pod = cluster.pods[PodID(row)]
      let owner = pod.owner
      if pod.created == now, owner.isPresent { owners.insert(owner) }
    }
    return owners.sorted().map { owner in
      let record = cluster.workloads[owner.row]
      let name = "\(cluster.symbols[record.namespace])/\(cluster.symbols[record.name])"
      return "\(record.kind.name) \(name)"
    }
  }
}
