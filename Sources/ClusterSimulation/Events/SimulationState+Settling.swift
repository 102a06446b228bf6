import ClusterState
import Controllers
import SimulationEngine

/// What is known of a run that ends when it has settled.
struct Settling: Sendable {
  /// When something was last written to the API server.
  var lastWrite = SimulationTime.zero
  /// Before this instant nobody looks again.
  var nextLook = SimulationTime.zero
}

extension SimulationState {
  /// How long nobody looks after a look.
  private static let timeBetweenLooks = SimulationDuration.seconds(1)
  /// A scheduler's attempt that begins so long after a write has seen it.
  private static let longestWatchLatency = SimulationDuration.seconds(1)

  /// Ends a run that was to go on until it settles, if periodic work is all that is left.
  ///
  /// Rounds and retries come for ever. What else is under way is an event, or it is known by its
  /// state: a node whose condition is not what the machine is, a pod that a round will evict or
  /// collect, a pod that was not tried since something changed.
  mutating func endIfSettled(after event: SimulationEvent) {
    guard case .settled = world.configuration.ending, event.isPeriodic(manager),
      now >= settling.nextLook
    else { return }
    settling.nextLook = now + Self.timeBetweenLooks
    if whatIsLeft == nil { world.isFinished = true }
  }

  /// What a run that was to settle still had to do at its limit; nil for every other run.
  var whatIsLeftAtLimit: String? {
    guard case .settled(let limit) = world.configuration.ending, now >= limit || !world.isFinished
    else { return nil }
    return whatIsLeft
  }

  /// What is to be done besides periodic work, in words; nil if the run has settled.
  private var whatIsLeft: String? {
    var pending: SimulationEvent?
    _ = world.loop.containsPending { event in
      if !event.isPeriodic(manager) { pending = event }
      return pending != nil
    }
    if let pending { return pending.wordsOfWork(manager) }
    if !manager.isPaused {
      if let busy = manager.controllers.first(where: { $0.hasWork }) {
        return "\(busy.name) has work"
      }
      if hasGarbage { return "the garbage collector of pods has pods to collect" }
    }
    if !isSchedulerSettled { return "pods wait for the scheduler, or for the end of a back-off" }
    if !areNodesSettled { return "a node is silent or has come back, and is not dealt with" }
    return nil
  }

  /// Whether no pod waits that may find a node as things are.
  private var isSchedulerSettled: Bool {
    if scheduler.isPaused { return true }
    let census = scheduler.census()
    guard !scheduler.isBusy, census.active == 0 else { return false }
    if scheduler.usesQueue || census.backOff == 0 { return census.backOff == 0 }
    // Pods that come again in any case have settled once each has failed since the last write.
    let changed = settling.lastWrite + Self.longestWatchLatency
    var failed: Set<PodID> = []
    for attempt in world.recording.attempts.reversed() {
      guard attempt.time > changed else { break }
      if attempt.result != .scheduled { failed.insert(attempt.pod) }
    }
    return failed.count >= Int(census.backOff)
  }

  /// Whether the control plane knows of each node what there is to know, and has acted on it.
  private var areNodesSettled: Bool {
    let lifecycle = world.configuration.controlPlane.nodeLifecycle
    for row in world.cluster.nodes.indices where world.cluster.nodes[row].isPresent {
      let node = NodeID(row)
      let isReady = world.cluster.nodes[row].ready == .yes
      let tellsReady = host.kubelets.isConnected(node) && host.kubelets.tellsReady(node)
      guard tellsReady != isReady else {
        if isReady { continue }
        // A silent node that is known: the next pass taints it, or empties it by and by.
        guard now - settling.lastWrite > lifecycle.nodeMonitorPeriod else { return false }
        if case .deletion = lifecycle.eviction, hasActivePods(node) { return false }
        continue
      }
      return false
    }
    return true
  }

  private func hasActivePods(_ node: NodeID) -> Bool {
    var found = false
    world.cluster.pods.forEach(on: node) { pod in
      if world.cluster.pods[pod].isActive { found = true }
    }
    return found
  }

  /// Whether the collector of pods will find some.
  private var hasGarbage: Bool {
    let threshold = world.configuration.controlPlane.podGarbageCollection.terminatedPodThreshold
    var ended = 0
    for row in 0..<world.cluster.pods.count {
      let pod = world.cluster.pods[PodID(row)]
      guard !pod.isRemoved else { continue }
      if pod.phase.isTerminal { ended += 1 }
      if pod.node.isPresent {
        if !world.cluster.nodes[pod.node.row].isPresent { return true }
        if pod.isDeleting, isOutOfService(pod.node) { return true }
      } else if pod.isDeleting {
        return true
      }
    }
    if !world.cluster.podsAwaitingNodes.isEmpty { return true }
    return threshold > 0 && ended > threshold
  }
}

extension SimulationState {
  /// Whether pods that are being deleted on `node` are taken away by force.
  private func isOutOfService(_ node: NodeID) -> Bool {
    world.cluster.nodes[node.row].ready != .yes
      && world.cluster.nodes[node.row].isOutOfService(world.cluster.symbols)
  }
}

extension SimulationEvent {
  /// What there is to do, as the event tells it.
  fileprivate func wordsOfWork(_ manager: borrowing ControllerManager) -> String {
    switch self {
    case .timeline, .arrival, .fault: "something of the scenario is to come"
    case .kubelet:
      "kubelets have work: containers that start, stop, fail or wait to be started again"
    case .controller(.timerDue(let index, _, _)):
      "\(manager.controllers[Int(index)].name) waits for something to be due"
    default: "a write, a watch or a lease is under way"
    }
  }

  /// Whether the event comes again and again by itself, whatever happens.
  fileprivate func isPeriodic(_ manager: borrowing ControllerManager) -> Bool {
    switch self {
    case .sampleDue, .eventSeriesDue, .useChanges, .metrics(.scrapeDue): true
    case .metrics(.requested): false
    case .timeline, .arrival, .fault, .watchDelivered, .leaseAcquired: false
    case .kubelet(let event):
      switch event {
      case .heartbeatDue, .leaseDue, .containerGarbageCollectionDue, .imageGarbageCollectionDue,
        .storageCheckDue:
        true
      default: false
      }
    case .controller(.writeArrived): false
    case .controller(.timerDue(let index, _, let timer)):
      manager.controllers[Int(index)].isRound(timer)
    case .scheduling(let event):
      switch event {
      case .unschedulableFlushDue, .backOffOver: true
      default: false
      }
    }
  }
}
