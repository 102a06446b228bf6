import ClusterState
import SimulationEngine

/// Watches over nodes: notices silence, tells the cluster, and sees to the pods of nodes that stay
/// silent.
///
/// This is the controller that deletes pods itself, of Kubernetes 1.0 to 1.12; from taints on, see
/// `NodeLifecycleController`. Source: `pkg/controller/node/nodecontroller.go`, Kubernetes 1.2.
package struct NodeController: Controller {
  /// The controller's timers.
  enum Timer: UInt8 {
    /// The next pass over all nodes.
    case monitor
    /// The next node on the queue may have its turn.
    case eviction
    /// Pods that were evicted may be overdue.
    case termination
  }

  /// How the controller works.
  package let settings: NodeLifecycleSettings
  private let deletion: NodeLifecycleSettings.Deletion
  private var health: ContiguousArray<NodeHealth> = []
  private var queue: ContiguousArray<NodeID> = []
  private var limiter: TokenBucket
  private var terminations: TerminationQueue
  private var isSegmented = false
  private var isEvictionPosted = false
  private var isTerminationPosted = false

  /// A controller that knows no node; nil where nodes are tainted instead.
  package init?(settings: NodeLifecycleSettings) {
    guard case .deletion(let deletion) = settings.eviction else { return nil }
    self.settings = settings
    self.deletion = deletion
    limiter = TokenBucket(thousandthsPerSecond: settings.nodeEvictionRateThousandths, burst: 1)
    terminations = TerminationQueue(thousandthsPerSecond: settings.nodeEvictionRateThousandths)
  }

  /// As in kube-controller-manager's flag `--controllers`.
  package var name: String { "node-lifecycle-controller" }

  /// It watches nothing: it passes over all nodes.
  package var interests: SubjectSet { [] }

  /// It looks when its period is over, whatever has happened.
  package var hasWork: Bool { false }

  /// Begins the passes.
  package mutating func begin(_ rounds: NeededRounds, actions: inout ControllerActions) {
    guard rounds.nodes else { return }
    let timer = ControllerTimer(Timer.monitor.rawValue)
    let first = settings.nodeMonitorPhase ?? settings.nodeMonitorPeriod
    actions.append(.setTimer(timer, after: first))
  }

  /// The period of the passes.
  package func period(of timer: ControllerTimer) -> SimulationDuration? {
    timer.purpose == Timer.monitor.rawValue ? settings.nodeMonitorPeriod : nil
  }

  /// Passes over all nodes, or takes the next one off the queues.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch Timer(rawValue: timer.purpose) {
    case .monitor: monitor(at: now, in: cluster, actions: &actions)
    case .eviction: evict(at: now, in: cluster, actions: &actions)
    case .termination: terminate(at: now, in: cluster, actions: &actions)
    case nil: break
    }
  }

  /// There is nothing to do between two passes.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {}

  /// The controller reads the nodes when it passes over them.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {}

  /// Looks at every node: the pass of the monitor period.
  mutating func monitor(
    at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    var hasReadyNode = false
    var hasNode = false
    for row in cluster.nodes.indices where cluster.nodes[row].isPresent {
      while health.count <= row { health.append(NodeHealth()) }
      hasNode = true
      let isReady = judge(NodeID(row), now, cluster, &actions)
      hasReadyNode = hasReadyNode || isReady
    }
    if deletion.stopsWithoutReadyNodes { heedSegmentation(hasNode && !hasReadyNode, at: now) }
    if !isSegmented { queueUnhealthy(now, cluster) }
    postEviction(now, &actions)
  }

  /// Evicts the pods of the next node in the queue, as the rate limit allows.
  mutating func evict(
    at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    isEvictionPosted = false
    while let node = queue.first, limiter.tryTake(at: now) {
      queue.removeFirst()
      var hasPods = false
      cluster.pods.forEach(on: node) { pod in
        hasPods = true
        guard !cluster.pods[pod].isDeleting else { return }
        actions.append(
          .write(.deletePod(pod, .nodeTimeout, isForced: !deletion.isGraceful)))
      }
      if hasPods && deletion.forcesAfterGrace { terminations.add(node, at: now) }
    }
    postEviction(now, &actions)
    postTermination(now, &actions)
  }

  /// Takes away what is still there of evicted pods after their grace, as the rate limit allows.
  private mutating func terminate(
    at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    isTerminationPosted = false
    terminations.process(at: now, in: cluster, actions: &actions)
    postTermination(now, &actions)
  }

  /// Notes whether the node is ready, and tells the cluster if it has fallen silent.
  private mutating func judge(
    _ node: NodeID, _ now: SimulationTime, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) -> Bool {
    health[node.row].notice(node.row, in: cluster.nodes, at: now)
    let ready = cluster.nodes[node.row].ready
    let wasHeard =
      cluster.nodes[node.row].heartbeat.isSet || cluster.nodes[node.row].leaseRenewed.isSet
    let grace = wasHeard ? settings.nodeMonitorGracePeriod : settings.nodeStartupGracePeriod
    guard ready != .unknown, health[node.row].isSilent(for: grace, at: now) else {
      return ready == .yes
    }
    let reason: NodeStatusReason = wasHeard ? .nodeStatusUnknown : .nodeStatusNeverUpdated
    actions.append(.write(.setNodeReady(node, .unknown, reason)))
    if ready == .yes { actions.append(.write(.setPodsNotReady(node))) }
    if !health[node.row].unhealthySince.isSet { health[node.row].unhealthySince = now }
    return false
  }

  /// While no node is ready the controller suspects its own connection, and evicts nothing.
  private mutating func heedSegmentation(_ isCutOff: Bool, at now: SimulationTime) {
    if isCutOff {
      for row in health.indices { health[row].isQueued = false }
      queue.removeAll(keepingCapacity: true)
      terminations.clear()
    } else if isSegmented {
      for row in health.indices where health[row].isKnown {
        health[row].noticed = now
        if health[row].unhealthySince.isSet { health[row].unhealthySince = now }
      }
    }
    isSegmented = isCutOff
  }

  private mutating func queueUnhealthy(_ now: SimulationTime, _ cluster: borrowing ClusterState) {
    for row in cluster.nodes.indices where cluster.nodes[row].isPresent {
      let spared = deletion.sparesCordonedNodes && cluster.nodes[row].isCordoned
      guard health[row].unhealthySince.isSet, !spared else {
        if health[row].isQueued { forget(NodeID(row)) }
        continue
      }
      let since =
        cluster.nodes[row].ready == .no || !deletion.countsFromHeartbeat
        ? health[row].unhealthySince : health[row].noticed
      guard !health[row].isQueued, now - since >= settings.podEvictionTimeout else { continue }
      health[row].isQueued = true
      queue.append(NodeID(row))
    }
  }

  private mutating func forget(_ node: NodeID) {
    health[node.row].isQueued = false
    queue.removeAll { $0 == node }
    terminations.remove(node)
  }

  private mutating func postEviction(
    _ now: SimulationTime, _ actions: inout ControllerActions
  ) {
    guard !queue.isEmpty, !isEvictionPosted else { return }
    isEvictionPosted = true
    var next = limiter
    let timer = ControllerTimer(Timer.eviction.rawValue)
    actions.append(.setTimer(timer, after: next.take(at: now) - now))
  }

  private mutating func postTermination(
    _ now: SimulationTime, _ actions: inout ControllerActions
  ) {
    guard !isTerminationPosted, let next = terminations.nextTime(at: now) else { return }
    isTerminationPosted = true
    let timer = ControllerTimer(Timer.termination.rawValue)
    actions.append(.setTimer(timer, after: next - now))
  }
}
