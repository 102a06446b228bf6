import ClusterState
import SimulationEngine

/// Watches over nodes: sets the condition of those that are silent, and taints those that are not
/// ready. What becomes of their pods is the `TaintEvictionController`'s.
///
/// Source: `pkg/controller/nodelifecycle`, Kubernetes 1.34.
///
/// **Divergence:** a pass takes no time, and so a silence that equals the grace counts.
package struct NodeLifecycleController: Controller {
  /// The controller's timers.
  enum Timer: UInt8 {
    /// The next pass over all nodes.
    case monitor
    /// The next node on the queues may have its turn.
    case eviction
  }

  /// How the controller works.
  package let settings: NodeLifecycleSettings
  let zoneSettings: NodeLifecycleSettings.Zones
  var health: ContiguousArray<NodeHealth> = []
  var zones: ContiguousArray<DisruptionZone> = []
  var zoneOfNode: ContiguousArray<Int32> = []
  var isMasterDisrupted = false
  private var isTaintingPosted = false

  /// A controller that knows no node; nil where the node controller deletes pods itself.
  package init?(settings: NodeLifecycleSettings) {
    guard case .taints(let zones) = settings.eviction else { return nil }
    self.settings = settings
    zoneSettings = zones
  }

  /// As in kube-controller-manager's flag `--controllers`.
  package var name: String { "node-lifecycle-controller" }

  /// Nodes, for cordons; the rest it finds when it passes over them.
  package var interests: SubjectSet { [.nodes] }

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
    case .eviction: taintNext(at: now, in: cluster, actions: &actions)
    case nil: break
    }
  }

  /// There is nothing to do between two passes.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {}

  /// Keeps a node's `NoSchedule` taints in step with its condition and with `spec.unschedulable`,
  /// whoever put them on or took them off, and the node in the zone that its labels name.
  ///
  /// Source: `doNoScheduleTaintingPass` of `node_lifecycle_controller.go`, Kubernetes 1.34, which
  /// runs whenever a node is written.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    guard change.subject == .node else { return }
    let node = NodeID(Int(change.index))
    guard cluster.nodes[node.row].isPresent else { return }
    keepNoSchedule(node, cluster, &actions)
    guard change.verb == .added || change.verb == .specified else { return }
    moveZone(of: node, cluster)
    let isCordoned = cluster.nodes[node.row].isCordoned
    guard isTainted(node, .unschedulable, cluster) != isCordoned else { return }
    actions.append(.write(.setTaint(node, .unschedulable, isPresent: isCordoned)))
  }

  /// Looks at every node: the pass of the monitor period.
  mutating func monitor(
    at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    for row in zones.indices { zones[row].beginPass() }
    for row in cluster.nodes.indices {
      register(NodeID(row), cluster, &actions)
      guard cluster.nodes[row].isPresent else { continue }
      let ready = judge(NodeID(row), now, cluster, &actions)
      health[row].judged = ready
      if !isExcluded(NodeID(row), cluster) {
        zones[Int(zoneOfNode[row])].count(isReady: ready == .yes)
      }
      taint(NodeID(row), ready, cluster, &actions)
    }
    heedDisruption(now, cluster, &actions)
    postTainting(now, &actions)
  }

  /// Puts the `NoExecute` taint on the next nodes of every zone, as the zone's rate allows.
  mutating func taintNext(
    at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    isTaintingPosted = false
    for row in zones.indices {
      while let node = zones[row].take(at: now) {
        guard cluster.nodes[node.row].isPresent else { continue }
        actions.append(.write(.setTaint(node, noExecute(health[node.row].judged), isPresent: true)))
      }
    }
    postTainting(now, &actions)
  }

  /// Tells the cluster if the node has fallen silent; returns its condition from now on.
  private mutating func judge(
    _ node: NodeID, _ now: SimulationTime, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) -> ConditionStatus {
    health[node.row].notice(node.row, in: cluster.nodes, at: now)
    let ready = cluster.nodes[node.row].ready
    let wasHeard =
      cluster.nodes[node.row].heartbeat.isSet || cluster.nodes[node.row].leaseRenewed.isSet
    let grace = wasHeard ? settings.nodeMonitorGracePeriod : settings.nodeStartupGracePeriod
    guard ready != .unknown, health[node.row].isSilent(for: grace, at: now) else {
      return ready
    }
    let reason: NodeStatusReason = wasHeard ? .nodeStatusUnknown : .nodeStatusNeverUpdated
    actions.append(.write(.setNodeReady(node, .unknown, reason)))
    if ready == .yes { markPodsNotReady(on: node, cluster, &actions) }
    return .unknown
  }

  /// Takes readiness away from the pods of a node that has fallen silent.
  ///
  /// Source: `MarkPodsNotReady` of `pkg/controller/util/node`, Kubernetes 1.36.
  private func markPodsNotReady(
    on node: NodeID, _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    actions.append(.write(.setPodsNotReady(node)))
    cluster.pods.forEach(on: node) { pod in
      guard cluster.pods[pod].isReady else { return }
      actions.append(
        .recordObjectEvent(
          ObjectEvent(
            .pod, pod.index, from: "node-controller", "NodeNotReady", isWarning: true,
            "Node is not ready")))
    }
  }

  /// Keeps the node's `NoExecute` taints in step with its condition; only the first one waits.
  private mutating func taint(
    _ node: NodeID, _ ready: ConditionStatus, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    let zone = Int(zoneOfNode[node.row])
    let present = taints(on: node, cluster).filter { $0.effect == .noExecute }
    guard ready == .no || ready == .unknown else {
      if health[node.row].isQueued {
        zones[zone].remove(node)
        health[node.row].isQueued = false
      }
      for taint in present { actions.append(.write(.setTaint(node, taint, isPresent: false))) }
      return
    }
    let wanted = noExecute(ready)
    if !present.isEmpty && !present.contains(wanted) {
      actions.append(.write(.setTaint(node, wanted, isPresent: true)))
    }
    for taint in present where taint != wanted {
      actions.append(.write(.setTaint(node, taint, isPresent: false)))
    }
    // Once the taint is there the node has had its turn: if somebody takes the taint off, the next
    // pass queues the node anew (`markNodeForTainting`, Kubernetes 1.13 to 1.36).
    guard present.isEmpty != health[node.row].isQueued else { return }
    if present.isEmpty { zones[zone].queue(node) } else { zones[zone].remove(node) }
    health[node.row].isQueued = present.isEmpty
  }

  private func noExecute(_ ready: ConditionStatus) -> NodeLifecycleTaint {
    ready == .no ? .notReadyNoExecute : .unreachableNoExecute
  }

  /// Those of the controller's taints that are on `node` and tell of its condition.
  func taints(
    on node: NodeID, _ cluster: borrowing ClusterState
  ) -> [NodeLifecycleTaint] {
    guard !cluster.nodes[node.row].taints.isEmpty else { return [] }
    return NodeLifecycleTaint.ofCondition.filter { isTainted(node, $0, cluster) }
  }

  func isTainted(
    _ node: NodeID, _ taint: NodeLifecycleTaint, _ cluster: borrowing ClusterState
  ) -> Bool {
    guard let key = cluster.symbols.find(taint.key) else { return false }
    return cluster.nodes[node.row].taints.contains { $0.key == key && $0.effect == taint.effect }
  }

  private mutating func postTainting(
    _ now: SimulationTime, _ actions: inout ControllerActions
  ) {
    guard !isTaintingPosted, let next = zones.compactMap({ $0.nextTime(at: now) }).min() else {
      return
    }
    isTaintingPosted = true
    actions.append(.setTimer(ControllerTimer(Timer.eviction.rawValue), after: next - now))
  }
}
