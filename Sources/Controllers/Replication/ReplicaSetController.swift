import ClusterState
import SimulationEngine

/// Keeps as many pods of each workload of one kind as are wanted: replication controllers, or
/// replica sets.
///
/// Level-triggered: a sync compares the counts with the specification and asks for the difference.
/// Until what it asked for has been seen, it asks for nothing more (expectations). Source:
/// `pkg/controller/replication` (Kubernetes 1.2) and `pkg/controller/replicaset` (1.20 to 1.34).
package struct ReplicaSetController: Controller {
  /// The controller's timers, by object.
  enum Timer: UInt8 {
    /// The poll over all objects.
    case poll
    /// A pod will have been ready for long enough.
    case availability
    /// The pause after a refused creation is over.
    case retry
  }

  /// Which kind it minds.
  package let kind: WorkloadKind
  /// How the controller works.
  package let settings: ReplicationSettings
  private let clock: WallClock
  private var queue = WorkQueue()
  /// Whether an object of the kind has been seen: without one, pods are of no interest.
  private var hasObjects = false
  private var expectations = PodExpectations()
  private var writes = ReplicaWrites()
  /// Who owns which pod, and what is to change about that.
  private var ownership: PodOwnership

  /// A controller that knows no object.
  package init(
    kind: WorkloadKind, settings: ReplicationSettings, clock: WallClock = .epoch
  ) {
    self.kind = kind
    self.settings = settings
    self.clock = clock
    ownership = PodOwnership(kind: kind)
  }

  /// As in kube-controller-manager's flag `--controllers`.
  package var name: String { kind.name.lowercased() + "-controller" }

  /// Its own objects and pods.
  package var interests: SubjectSet { hasObjects ? [.workloads, .pods] : .workloads }

  /// A poll does not wait for watches.
  package var syncsOnDelivery: Bool { settings.syncPeriod == nil }

  /// Whether any object waits for a sync.
  package var hasWork: Bool { !queue.isEmpty || ownership.hasWork }

  /// Begins the poll, where there is one.
  package mutating func begin(_ rounds: NeededRounds, actions: inout ControllerActions) {
    guard let period = settings.syncPeriod else { return }
    actions.append(.setTimer(ControllerTimer(Timer.poll.rawValue), after: period))
  }

  /// The period of the poll.
  package func period(of timer: ControllerTimer) -> SimulationDuration? {
    timer.purpose == Timer.poll.rawValue ? settings.syncPeriod : nil
  }

  /// Notes a write: marks every object that it is about, and takes it off what was expected.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch change.subject {
    case .workload:
      let id = WorkloadID(index: change.index)
      guard cluster.workloads[id.row].kind == kind else { return }
      hasObjects = true
      queue.add(id.index)
      if settings.usesOwnerReferences, change.verb == .added {
        ownership.lookForOrphans(of: id, in: cluster)
      }
    case .pod where hasObjects: observe(PodID(index: change.index), change.verb, cluster)
    default: break
    }
  }

  private mutating func observe(
    _ pod: PodID, _ verb: ClusterChange.Verb, _ cluster: borrowing ClusterState
  ) {
    expectations.observe(pod, verb, of: kind, in: cluster, &queue)
    if settings.usesOwnerReferences {
      if let claimant = ownership.observe(pod, verb, in: cluster) { queue.add(claimant.index) }
    } else if verb == .specified {
      // Its former labels are gone, and with them who counted it.
      markAll(cluster)
    } else {
      markByLabels(of: pod, cluster)
    }
  }

  /// Syncs every object that has changed, or all of them where the controller polls.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    if settings.syncPeriod != nil { markAll(cluster) }
    ownership.settle(in: cluster, actions: &actions)
    while let key = queue.next() { sync(WorkloadID(index: key), now, cluster, &actions) }
  }

  /// Looks at everything, or at the one object whose time has come.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch Timer(rawValue: timer.purpose) {
    case .availability: queue.add(timer.key)
    case .retry: queue.retry(timer.key, at: now)
    case .poll, nil: return sync(at: now, in: cluster, actions: &actions)
    }
    if syncsOnDelivery { sync(at: now, in: cluster, actions: &actions) }
  }

  /// Notes what came of a write: the next batch of a sync follows, or the sync ends. A refusal is
  /// recorded, and the object is tried again after a pause.
  package mutating func observe(
    _ outcome: WriteOutcome, of write: ClusterWrite, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    switch write {
    case .createPod(let id):
      note(outcome, of: id, &actions)
      endWrite(of: id, outcome, now, cluster, &actions)
    case .deletePod(let pod, _, _):
      guard let id = writes.nextDeleter(of: pod) else { return }
      actions.append(.recordEvent(WorkloadEvent(id, "SuccessfulDelete", .deleted(pod))))
      endWrite(of: id, outcome, now, cluster, &actions)
    case .setStatus(let id, _):
      writes.setReporting(false, of: id)
      syncIfDirty(id, now, cluster, &actions)
    default: break
    }
  }

  private mutating func note(
    _ outcome: WriteOutcome, of id: WorkloadID, _ actions: inout ControllerActions
  ) {
    switch outcome {
    case .done, .createdWorkload, .createdRevision: break
    // What was expected stays so: nothing is tried again until it is given up.
    case .namespaceTerminating: break
    case .created(let pod):
      queue.forget(id.index)
      actions.append(.recordEvent(WorkloadEvent(id, "SuccessfulCreate", .created(pod))))
    case .refused(let reason):
      expectations.noteCreation(by: id)
      actions.append(
        .recordEvent(
          WorkloadEvent(
            id, "FailedCreate", isWarning: true, .text("Error creating: " + reason))))
    }
  }

  private mutating func endWrite(
    of id: WorkloadID, _ outcome: WriteOutcome, _ now: SimulationTime,
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    var isRefused = false
    if case .refused = outcome { isRefused = true }
    switch writes.end(of: id, isRefused: isRefused) {
    case .underWay: break
    case .nextBatch(let count): actions.append(.createPods(id, count: count))
    case .ended(let skipped, let hasFailed):
      for _ in 0..<skipped { expectations.noteCreation(by: id) }
      end(id, hasFailed: hasFailed, now, cluster, &actions)
    }
  }

  /// Ends a sync whose writes have been answered: it reports the pods that it saw at its beginning.
  /// One that has failed is tried again after a pause.
  ///
  /// Source: `syncReplicaSet`, whose `calculateStatus` counts the pods listed before
  /// `manageReplicas`, Kubernetes 1.9 to 1.36.
  private mutating func end(
    _ id: WorkloadID, hasFailed: Bool, _ now: SimulationTime, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    let record = cluster.workloads[id.row]
    let census = writes.census(of: id)
    if hasFailed {
      if let pause = queue.fail(id.index, at: now) {
        let timer = ControllerTimer(Timer.retry.rawValue, key: id.index)
        actions.append(.setTimer(timer, after: pause))
      }
      guard settings.triesAgainOnEvents, record.isPresent else { return }
    }
    if record.isPresent { report(id, record, census, hasFailed: hasFailed, now, cluster, &actions) }
    if !writes.areUnderWay(of: id) { syncIfDirty(id, now, cluster, &actions) }
  }

  /// Looks again at an object to which something happened while it was being looked at.
  private mutating func syncIfDirty(
    _ id: WorkloadID, _ now: SimulationTime, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    guard writes.takeDirty(id) else { return }
    queue.add(id.index)
    if syncsOnDelivery { sync(at: now, in: cluster, actions: &actions) }
  }

  private mutating func sync(
    _ id: WorkloadID, _ now: SimulationTime, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    let record = cluster.workloads[id.row]
    guard record.isPresent else { return }
    guard !writes.areUnderWay(of: id) else { return writes.setDirty(id) }
    var counts = PodCensus(of: id, in: cluster, byOwner: settings.usesOwnerReferences)
    counts.countAvailable(
      of: id, in: cluster, byOwner: settings.usesOwnerReferences, clock: clock, at: now)
    let mayTry = settings.triesAgainOnEvents || !queue.awaitsRetry(of: id.index)
    if record.deletion == nil && expectations.areMet(by: id) && mayTry
      && !ownership.awaitsChanges(for: id)
    {
      let difference = counts.active - record.replicas
      if difference < 0 {
        let count = min(-difference, settings.burstReplicas)
        expectations.expectCreations(count, by: id)
        let batch = writes.beginCreations(
          count, of: id, with: counts, slowly: settings.startsSlowly)
        return actions.append(.createPods(id, count: batch))
      } else if difference > 0 {
        let count = min(difference, settings.burstReplicas)
        if delete(count, of: id, with: counts, now, cluster, &actions) { return }
      }
    }
    report(id, record, counts, hasFailed: false, now, cluster, &actions)
  }

  /// Asks for the deletion of surplus pods; false if there are none to choose from.
  private mutating func delete(
    _ count: Int32, of id: WorkloadID, with census: PodCensus, _ now: SimulationTime,
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) -> Bool {
    let victims = SurplusPods.choose(
      Int(count), of: id, in: cluster, era: settings.ranking,
      byOwner: settings.usesOwnerReferences, now: now)
    writes.beginDeletions(of: victims, of: id, with: census)
    for victim in victims {
      expectations.expectDeletion(of: victim, by: id)
      actions.append(.write(.deletePod(victim, .surplus, isForced: false)))
    }
    return !victims.isEmpty
  }

  private mutating func report(
    _ id: WorkloadID, _ record: WorkloadRecord, _ counts: PodCensus, hasFailed: Bool,
    _ now: SimulationTime, _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    if let next = counts.nextAvailable {
      let timer = ControllerTimer(Timer.availability.rawValue, key: id.index)
      actions.append(.setTimer(timer, after: max(.zero, next - now)))
    }
    var status = WorkloadStatus(
      replicas: counts.active, readyReplicas: counts.ready, availableReplicas: counts.available)
    if settings.countsTerminatingPods { status.terminatingReplicas = counts.terminating }
    status.conditions = record.status.conditions
    status[condition: "ReplicaFailure"] = hasFailed ? failure(in: record.status, at: now) : nil
    guard record.status != status else { return }
    writes.setReporting(true, of: id)
    actions.append(.write(.setStatus(id, status)))
  }

  /// The condition of a set of which a pod could not be created; one that is there stays as it is.
  private func failure(in status: WorkloadStatus, at now: SimulationTime) -> WorkloadCondition {
    status[condition: "ReplicaFailure"]
      ?? WorkloadCondition(
        type: "ReplicaFailure", status: .yes, reason: "FailedCreate", message: "", lastUpdate: now,
        lastTransition: now)
  }

  private mutating func markAll(_ cluster: borrowing ClusterState) {
    for row in cluster.workloads.indices where cluster.workloads[row].kind == kind {
      queue.add(Int32(row))
    }
  }

  private mutating func markByLabels(of pod: PodID, _ cluster: borrowing ClusterState) {
    let template = cluster.pods[pod].template
    for id in cluster.workloads(selecting: template)
    where cluster.workloads[id.row].isPresent && cluster.workloads[id.row].kind == kind {
      queue.add(id.index)
    }
  }

  /// A settled object has the pods that it wants and says so.
  package func unsettled(in cluster: borrowing ClusterState) -> UnsettledObject? {
    for row in cluster.workloads.indices {
      let record = cluster.workloads[row]
      guard record.isPresent, record.deletion == nil, record.kind == kind,
        !queue.awaitsRetry(of: Int32(row)), !cluster.namespaces.isTerminating(record.namespace)
      else { continue }
      let census = PodCensus(
        of: WorkloadID(row), in: cluster, byOwner: settings.usesOwnerReferences)
      let active = census.active
      if active != record.replicas {
        return UnsettledObject(
          .workload, Int32(row), "is settled with \(active) pods and wants \(record.replicas)")
      }
      if record.status.replicas != active {
        return UnsettledObject(
          .workload, Int32(row),
          "is settled and reports \(record.status.replicas) pods of \(active)")
      }
    }
    return nil
  }
}
