import ClusterState
import KubernetesObjects
import SimulationEngine

/// Keeps a pod of each daemon set on every node that suits it, and updates them node by node.
///
/// Source: `pkg/controller/daemon`, Kubernetes 1.22 to 1.36; where the controller binds pods
/// itself, Kubernetes 1.2.
package struct DaemonSetController: Controller {
  /// The controller's timers, by set.
  enum Timer: UInt8 {
    /// The look at every set.
    case resync
    /// Something of a set is due.
    case recheck
    /// The pause after a refusal is over.
    case retry
  }

  /// How far a set's sync has come.
  enum Stage: Sendable {
    /// The revisions are brought in order.
    case revision
    /// Pods come and go.
    case pods
    /// What has become of it is told.
    case status
  }

  /// What is known of one set beyond the store.
  struct Known: Sendable {
    var stage: Stage?
    /// Whether something has happened to the set since its sync began.
    var isDirty = false
    /// Whether a write of the sync was refused.
    var hasFailed = false
    /// Whether the sync does more than tell.
    var isObserved = false
    /// The template for which `nodes` were judged.
    var template = PodTemplateID.absent
    var nodes: DaemonSetNodes?
    var backOff = FailedPodBackOff()
    /// When the set is looked at again although nothing has changed; nil for never.
    var recheck: SimulationTime?
    /// The timer that is set for it.
    var timer: (due: SimulationTime, generation: Int32) = (.unset, 0)
  }

  let settings: DaemonSetSettings
  let clock: WallClock
  var queue = WorkQueue()
  /// The sets that are there, by row of the table of workloads.
  var sets: [WorkloadID: Known] = [:]
  /// The sets in order of age.
  var order: ContiguousArray<WorkloadID> = []
  var ownership: PodOwnership
  /// The pods of each set, each with the node that its affinity names.
  var owned = OwnedPods<Symbol>()
  var expectations = PodExpectations()
  var writes = SyncWrites()

  /// A controller that knows no set.
  package init(settings: DaemonSetSettings, clock: WallClock = .epoch) {
    self.settings = settings
    self.clock = clock
    ownership = PodOwnership(kind: .daemonSet)
  }

  /// As in kube-controller-manager's flag `--controllers`.
  package var name: String { "daemonset-controller" }

  /// Its own objects, pods and nodes.
  package var interests: SubjectSet {
    sets.isEmpty ? .workloads : [.workloads, .pods, .nodes]
  }

  /// Whether any set waits for a sync.
  package var hasWork: Bool { !queue.isEmpty || ownership.hasWork }

  /// The period of the rounds.
  package func period(of timer: ControllerTimer) -> SimulationDuration? {
    timer.purpose == Timer.resync.rawValue ? settings.resyncPeriod : nil
  }

  /// Notes a write of a set, a pod or a node.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch change.subject {
    case .workload: observe(WorkloadID(index: change.index), change.verb, cluster, &actions)
    case .pod where !sets.isEmpty: observe(PodID(index: change.index), change.verb, cluster)
    case .node where change.verb == .added || change.verb == .specified:
      noteNode(NodeID(index: change.index), cluster)
    case .node where settings.bindsPods && change.verb == .reported:
      for id in order { queue.add(id.index) }
    default: break
    }
  }

  private mutating func observe(
    _ id: WorkloadID, _ verb: ClusterChange.Verb, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    guard cluster.workloads[id.row].kind == .daemonSet else { return }
    if sets[id] == nil {
      if sets.isEmpty { begin(cluster, &actions) }
      sets[id] = Known()
      order.append(id)
      ownership.lookForOrphans(of: id, in: cluster)
    }
    if verb == .removed {
      order.removeAll { $0 == id }
    } else {
      queue.add(id.index)
    }
  }

  /// Begins to work with the first set that is seen: takes up the pods that were there before it,
  /// and begins the rounds, where there are any.
  private mutating func begin(
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    if let period = settings.resyncPeriod {
      actions.append(.setTimer(ControllerTimer(Timer.resync.rawValue), after: period))
    }
    for row in 0..<cluster.pods.count where !cluster.pods[PodID(row)].isRemoved {
      noteMember(PodID(row), cluster)
    }
  }

  private mutating func noteMember(_ pod: PodID, _ cluster: borrowing ClusterState) {
    let owner = cluster.pods[pod].owner
    guard owner.isPresent, cluster.workloads[owner.row].kind == .daemonSet else { return }
    owned.note(pod, in: cluster) { cluster in
      let spec = cluster.templates[cluster.pods[pod].template].pod.spec
      return DaemonPod.target(of: spec).flatMap { cluster.symbols.find($0) } ?? .empty
    }
  }

  private mutating func observe(
    _ pod: PodID, _ verb: ClusterChange.Verb, _ cluster: borrowing ClusterState
  ) {
    noteMember(pod, cluster)
    expectations.observe(pod, verb, of: .daemonSet, in: cluster, &queue)
    if let claimant = ownership.observe(pod, verb, in: cluster) { queue.add(claimant.index) }
  }

  /// Looks at the sets for which something is to be done on a node that is new or has changed, and
  /// at those that tell of pods where none should be: this could be one of them. A pod that may
  /// just stay changes nothing that is told before the next sync. That a node has gone makes nobody
  /// look: its pods do, once they are collected.
  ///
  /// Source: `addNode` and `syncNodeUpdate` of `pkg/controller/daemon`, Kubernetes 1.34.
  private mutating func noteNode(_ node: NodeID, _ cluster: borrowing ClusterState) {
    for id in order {
      // A set that was never judged will be when it is synced for the first time.
      guard let verdict = sets[id]?.nodes?.update(node, in: cluster) else { continue }
      var hasPod = false
      cluster.pods.forEach(on: node) { if cluster.pods[$0].owner == id { hasPod = true } }
      let isDue =
        switch verdict {
        case .run: !hasPod
        case .mayStay: false
        case .none: hasPod
        }
      if isDue || hasPod && hasMisscheduled(id, cluster) { queue.add(id.index) }
    }
  }

  private func hasMisscheduled(_ id: WorkloadID, _ cluster: borrowing ClusterState) -> Bool {
    guard case .daemonSet(let counts)? = cluster.workloads[id.row].status.detail else {
      return false
    }
    return counts.misscheduled > 0
  }

  /// Syncs every set that has changed.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    ownership.settle(in: cluster, actions: &actions)
    while let key = queue.next() { sync(WorkloadID(index: key), now, cluster, &actions) }
  }

  /// Looks at a set whose time has come, or at all.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch Timer(rawValue: timer.purpose) {
    case .resync: for id in order { queue.add(id.index) }
    case .recheck:
      let known = sets[WorkloadID(index: timer.key)]
      guard known?.timer.generation == timer.generation else { return }
      queue.add(timer.key)
    case .retry: queue.retry(timer.key, at: now)
    case nil: return
    }
    sync(at: now, in: cluster, actions: &actions)
  }

  /// A settled set has a pod on every node that should have one, and says so.
  package func unsettled(in cluster: borrowing ClusterState) -> UnsettledObject? {
    for id in order {
      let record = cluster.workloads[id.row]
      guard record.isPresent, record.deletion == nil, !queue.awaitsRetry(of: id.index),
        let known = sets[id], known.stage == nil,
        !cluster.namespaces.isTerminating(record.namespace),
        case .daemonSet(let counts)? = record.status.detail
      else { continue }
      guard record.status.replicas != counts.desired, !settings.bindsPods else { continue }
      return UnsettledObject(
        .workload, id.index,
        "is settled with pods on \(record.status.replicas) nodes of \(counts.desired)")
    }
    return nil
  }
}

extension ClusterState {
  /// What the daemon set `id` wants; nil if `id` is none.
  package func daemonSet(_ id: WorkloadID) -> DaemonSetDetail? {
    if case .daemonSet(let detail) = detail(of: id) { detail } else { nil }
  }
}
