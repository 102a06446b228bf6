import ClusterState
import SimulationEngine

/// Rolls the pods of each deployment from one template to the next, by way of replica sets.
///
/// A deployment has one sync at a time: while its writes are under way, what happens to it waits
/// for one later sync. Source: `pkg/controller/deployment`, Kubernetes 1.20 to 1.36.
package struct DeploymentController: Controller {
  /// The controller's timers, by deployment.
  enum Timer: UInt8 {
    /// The rollout may have stood still for too long.
    case progress
    /// The pause after a refused replica set is over.
    case retry
  }

  /// What is under way of one deployment.
  private struct Rollout: Sendable {
    var writesInFlight: Int32 = 0
    var isDirty = false
    /// What the sync asks for once its new replica set is there.
    var held: ArraySlice<ControllerAction> = []
    var timerGeneration: Int32 = 0
  }

  private let settings: ReplicationSettings
  private var queue = WorkQueue()
  private var rollouts: ContiguousArray<Rollout> = []
  private var family = ReplicaSetFamily()
  /// The deployment that last asked for a write of each replica set: its owner may be another by
  /// the time of the answer.
  private var askers: [WorkloadID: WorkloadID] = [:]
  /// Whether a deployment waits for the end of pods, not only for the counts of its sets.
  private var watchesPods = false

  /// A controller that knows no deployment.
  package init(settings: ReplicationSettings) { self.settings = settings }

  /// As in kube-controller-manager's flag `--controllers`.
  package var name: String { "deployment-controller" }

  /// Deployments and replica sets, and pods where old ones have to be gone before new ones come.
  package var interests: SubjectSet { watchesPods ? [.workloads, .pods] : .workloads }

  /// Whether any deployment waits for a sync.
  package var hasWork: Bool { !queue.isEmpty }

  /// Notes a write of a deployment, of one of its replica sets, or of one of their pods.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch change.subject {
    case .workload: observe(WorkloadID(index: change.index), change.verb, cluster)
    case .pod where change.verb == .removed || change.verb == .reported:
      let pod = cluster.pods[PodID(index: change.index)]
      guard pod.isRemoved || pod.phase.isTerminal, pod.owner.isPresent else { return }
      let owner = cluster.workloads[pod.owner.row].owner
      if owner.isPresent, cluster.deployment(owner)?.strategy.type == .recreate {
        queue.add(owner.index)
      }
    default: break
    }
  }

  private mutating func observe(
    _ id: WorkloadID, _ verb: ClusterChange.Verb, _ cluster: borrowing ClusterState
  ) {
    switch cluster.workloads[id.row].kind {
    case .deployment:
      if let detail = cluster.deployment(id), detail.strategy.type == .recreate {
        watchesPods = true
      }
      family.noteDeployment(id)
      queue.add(id.index)
    case .replicaSet:
      for deployment in family.note(id, in: cluster) { queue.add(deployment.index) }
    default: break
    }
  }

  /// Syncs every deployment that has changed.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    while let key = queue.next() { sync(WorkloadID(index: key), now, cluster, &actions) }
  }

  private mutating func sync(
    _ id: WorkloadID, _ now: SimulationTime, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    guard cluster.workloads[id.row].isPresent, !queue.awaitsRetry(of: id.index) else { return }
    while rollouts.count <= id.row { rollouts.append(Rollout()) }
    guard rollouts[id.row].writesInFlight == 0 else {
      rollouts[id.row].isDirty = true
      return
    }
    let claims = family.claims(of: id, in: cluster)
    var sync = DeploymentSync(
      of: id, sets: family.sets(of: id), in: cluster, settings: settings, at: now)
    guard claims.isEmpty else {
      // The sets that belong to it are known once these writes have been made.
      rollouts[id.row].isDirty = true
      return send(claims, of: id, &actions)
    }
    sync.run(in: cluster)
    send(sync.actions[...], of: id, &actions)
    if let delay = sync.recheckDelay { setTimer(of: id, after: delay, &actions) }
  }

  /// Asks for `wanted`, up to the creation of a replica set: a sync goes no further if that is
  /// refused.
  private mutating func send(
    _ wanted: ArraySlice<ControllerAction>, of id: WorkloadID, _ actions: inout ControllerActions
  ) {
    for (index, action) in zip(wanted.indices, wanted) {
      guard case .write(let write) = action else {
        actions.append(action)
        continue
      }
      send([write], of: id, &actions)
      if case .createWorkload = write {
        rollouts[id.row].held = wanted[(index + 1)...]
        return
      }
    }
  }

  private mutating func send(
    _ writes: [ClusterWrite], of id: WorkloadID, _ actions: inout ControllerActions
  ) {
    rollouts[id.row].writesInFlight += Int32(writes.count)
    for write in writes {
      switch write {
      case .editWorkload(let set, _), .removeWorkload(let set), .setWorkloadOwner(let set, _):
        askers[set] = id
      default: break
      }
      actions.append(.write(write))
    }
  }

  private mutating func setTimer(
    of id: WorkloadID, after delay: SimulationDuration, _ actions: inout ControllerActions
  ) {
    rollouts[id.row].timerGeneration += 1
    let timer = ControllerTimer(
      Timer.progress.rawValue, key: id.index, generation: rollouts[id.row].timerGeneration)
    actions.append(.setTimer(timer, after: delay))
  }

  /// Looks at a deployment whose time has come.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch Timer(rawValue: timer.purpose) {
    case .progress where rollouts[Int(timer.key)].timerGeneration == timer.generation:
      queue.add(timer.key)
    case .retry: queue.retry(timer.key, at: now)
    case .progress, nil: return
    }
    sync(at: now, in: cluster, actions: &actions)
  }

  /// Notes the end of one of its writes; after the last one of a sync the next one may come.
  package mutating func observe(
    _ outcome: WriteOutcome, of write: ClusterWrite, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    guard let id = deployment(of: write) else { return }
    rollouts[id.row].writesInFlight -= 1
    switch (outcome, write) {
    case (.createdWorkload, _):
      queue.forget(id.index)
      let held = rollouts[id.row].held
      rollouts[id.row].held = []
      send(held, of: id, &actions)
    case (.refused(let reason), .createWorkload(let draft)):
      rollouts[id.row].held = []
      refuse(id, draft.name, reason, now, cluster, &actions)
    case (.namespaceTerminating, _):
      rollouts[id.row].held = []
      queue.forget(id.index)
    default: break
    }
    guard rollouts[id.row].writesInFlight == 0, rollouts[id.row].isDirty else { return }
    rollouts[id.row].isDirty = false
    queue.add(id.index)
    sync(at: now, in: cluster, actions: &actions)
  }

  /// The deployment for which `write` was asked.
  private func deployment(of write: ClusterWrite) -> WorkloadID? {
    switch write {
    case .createWorkload(let draft): draft.owner
    case .editWorkload(let set, _), .removeWorkload(let set), .setWorkloadOwner(let set, _):
      askers[set]
    case .setStatus(let id, _): id
    default: nil
    }
  }

  /// The API server has refused the new replica set: the deployment says so, and tries again after
  /// a pause.
  private mutating func refuse(
    _ id: WorkloadID, _ name: String, _ reason: String, _ now: SimulationTime,
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    guard let pause = queue.fail(id.index, at: now) else { return }
    var sync = DeploymentSync(
      of: id, sets: family.sets(of: id), in: cluster, settings: settings, at: now)
    if let status = sync.statusOfRefusal(name, reason) {
      send([.setStatus(id, status)], of: id, &actions)
    }
    let text = DeploymentEventText.failedToCreate(name, reason)
    actions.append(
      .recordEvent(WorkloadEvent(id, "ReplicaSetCreateError", isWarning: true, .text(text))))
    actions.append(.setTimer(ControllerTimer(Timer.retry.rawValue, key: id.index), after: pause))
  }

  /// The status of a settled deployment adds up what its replica sets say of themselves.
  package func unsettled(in cluster: borrowing ClusterState) -> UnsettledObject? {
    for row in cluster.workloads.indices {
      let id = WorkloadID(row)
      let record = cluster.workloads[row]
      guard record.kind == .deployment, record.isPresent, !queue.awaitsRetry(of: id.index) else {
        continue
      }
      let sum = family.sets(of: id).reduce(Int32(0)) {
        $0 + cluster.workloads[$1.row].status.replicas
      }
      guard sum != record.status.replicas else { continue }
      return UnsettledObject(
        .workload, id.index,
        "is settled and reports \(record.status.replicas) pods where its sets have \(sum)")
    }
    return nil
  }
}

extension ClusterState {
  /// What the deployment `id` wants of its rollouts; nil if `id` is none.
  package func deployment(_ id: WorkloadID) -> DeploymentDetail? {
    if case .deployment(let detail) = detail(of: id) { detail } else { nil }
  }

  /// What a deployment has written on the replica set `id`; nil for none.
  package func replicaSet(_ id: WorkloadID) -> ReplicaSetDetail? {
    if case .replicaSet(let detail) = detail(of: id) { detail } else { nil }
  }
}
