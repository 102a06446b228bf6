import ClusterState
import SimulationEngine

/// Runs the pods of jobs until enough have succeeded or too many have failed.
///
/// A job has one sync at a time, which ends with the last of its writes. What happens to its pods
/// is gathered for a second; a change of the job itself is looked at at once. Source:
/// `pkg/controller/job/job_controller.go`, Kubernetes 1.34 to 1.36.
package struct JobController: Controller {
  /// The controller's timers, by job.
  enum Timer: UInt8 {
    /// A job's time has come.
    case due
    /// The pause after a refused pod is over.
    case retry
  }

  /// A sync that is under way.
  private struct Run: Sendable {
    var sync: JobSync
    var stage = Stage.pods
    var writesInFlight: Int32 = 0
    /// Creations that were refused or not asked for.
    var notCreated: Int32 = 0
    var hasFailed = false
    /// The pods of indexes that are still to be asked for.
    var indexed: ArraySlice<IndexedPod> = []
  }

  /// What a sync waits for.
  private enum Stage: Sendable {
    case pods
    case statusBeforeRelease
    case release
    case statusAfterRelease
  }

  private let settings: JobSettings
  private let clock: WallClock
  private let startsSlowly: Bool
  private var queue = WorkQueue(firstPause: .seconds(1), longestPause: .seconds(60))
  private var delayed = DelayedKeys(timer: Timer.due.rawValue)
  private var hasJobs = false
  private var runs: [WorkloadID: Run] = [:]
  /// The jobs that have changed while a sync of theirs was under way.
  private var dirty: Set<WorkloadID> = []
  private var backOffs: [WorkloadID: JobFailureBackOff] = [:]
  private var writes = ReplicaWrites()
  /// The jobs whose syncs take finalizers off pods.
  private var releasers: [PodID: WorkloadID] = [:]
  private var ownership = PodOwnership(kind: .job)

  /// A controller that knows no job; the clock is that of the run.
  package init(settings: JobSettings, startsSlowly: Bool, clock: WallClock) {
    self.settings = settings
    self.startsSlowly = startsSlowly
    self.clock = clock
  }

  /// As in kube-controller-manager's flag `--controllers`.
  package var name: String { "job-controller" }

  /// Jobs, and pods once there is one.
  package var interests: SubjectSet { hasJobs ? [.workloads, .pods] : .workloads }

  /// Whether any job waits for a sync.
  package var hasWork: Bool { !queue.isEmpty || ownership.hasWork }

  /// Notes a write of a job or of one of its pods.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch change.subject {
    case .workload:
      let id = WorkloadID(index: change.index)
      guard cluster.workloads[id.row].kind == .job else { return }
      hasJobs = true
      observe(id, change.verb, now, cluster, &actions)
    case .pod where hasJobs:
      observe(PodID(index: change.index), change.verb, now, cluster, &actions)
    default: break
    }
  }

  private mutating func observe(
    _ id: WorkloadID, _ verb: ClusterChange.Verb, _ now: SimulationTime,
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    if verb == .added { ownership.lookForOrphans(of: id, in: cluster) }
    if verb == .reported {
      delayed.add(id.index, after: settings.batchPeriod, at: now, actions: &actions)
    } else {
      queue.add(id.index)
    }
    if isOver(id, cluster) { release(podsOf: id, cluster, &actions) }
  }

  private mutating func observe(
    _ pod: PodID, _ verb: ClusterChange.Verb, _ now: SimulationTime,
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    if let claimant = ownership.observe(pod, verb, in: cluster) { queue.add(claimant.index) }
    let owner = cluster.pods[pod].owner
    guard owner.isPresent, cluster.workloads[owner.row].kind == .job else { return }
    if isOver(owner, cluster) {
      let isGoing = cluster.pods[pod].isDeleting && !cluster.pods[pod].isRemoved
      if isGoing, releasers[pod] == nil { release(pod, &actions) }
    } else {
      delayed.add(owner.index, after: settings.batchPeriod, at: now, actions: &actions)
    }
  }

  /// Whether nobody counts pods of the job any more.
  private func isOver(_ id: WorkloadID, _ cluster: borrowing ClusterState) -> Bool {
    let record = cluster.workloads[id.row]
    return !record.isPresent || record.status.jobEnd != nil
  }

  /// Lets pods go that a job has left behind.
  private mutating func release(
    podsOf id: WorkloadID, _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) {
    for entry in JobPods(of: id, in: cluster).entries
    where entry.record.isTracked && releasers[entry.pod] == nil {
      release(entry.pod, &actions)
    }
  }

  private mutating func release(_ pod: PodID, _ actions: inout ControllerActions) {
    releasers[pod] = .absent
    actions.append(.write(.removeFinalizer(pod)))
  }

  /// Syncs every job that has changed.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    ownership.settle(in: cluster, actions: &actions)
    while let key = queue.next() { sync(WorkloadID(index: key), now, cluster, &actions) }
  }

  /// Looks at a job whose time has come.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch Timer(rawValue: timer.purpose) {
    case .due where delayed.end(timer): queue.add(timer.key)
    case .retry: queue.retry(timer.key, at: now)
    case .due, nil: return
    }
    sync(at: now, in: cluster, actions: &actions)
  }

  private mutating func sync(
    _ id: WorkloadID, _ now: SimulationTime, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    guard runs[id] == nil else {
      dirty.insert(id)
      return
    }
    guard !isOver(id, cluster) else {
      backOffs[id] = nil
      return
    }
    guard case .job(let detail)? = cluster.detail(of: id), !detail.isManagedElsewhere,
      !ownership.awaitsChanges(for: id)
    else { return }
    let sync = JobSync(
      of: id, detail, backOffs[id] ?? JobFailureBackOff(), in: cluster, settings, clock, at: now)
    if let delay = sync.recheckDelay {
      delayed.add(id.index, after: delay, at: now, actions: &actions)
    }
    runs[id] = Run(sync: sync)
    begin(id, sync.podWork, cluster, &actions)
    advance(id, now, cluster, &actions)
  }

  private mutating func begin(
    _ id: WorkloadID, _ work: JobSync.PodWork, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    switch work {
    case .none: break
    case .create(let count):
      let batch = writes.beginCreations(count, of: id, slowly: startsSlowly)
      actions.append(.createPods(id, count: batch))
    case .createIndexed(let pods):
      let batch = writes.beginCreations(Int32(pods.count), of: id, slowly: startsSlowly)
      runs[id]?.indexed = pods[...]
      create(batch, of: id, cluster, &actions)
    case .delete(let pods):
      writes.beginDeletions(of: pods, of: id)
      for pod in pods { actions.append(.write(.deletePod(pod, .surplus, isForced: false))) }
    }
  }

  /// Asks for the next `count` pods of a sync.
  private mutating func create(
    _ count: Int32, of id: WorkloadID, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    guard let pods = runs[id]?.indexed, !pods.isEmpty else {
      return actions.append(.createPods(id, count: count))
    }
    let record = cluster.workloads[id.row]
    for pod in pods.prefix(Int(count)) {
      let draft = pod.draft(
        of: id, called: cluster.symbols[record.name], cluster.templates[record.template].pod)
      actions.append(.write(.createDraftedPod(draft)))
    }
    runs[id]?.indexed = pods.dropFirst(Int(count))
  }

  /// Goes on with the sync of a job until it waits for an answer, or is over.
  private mutating func advance(
    _ id: WorkloadID, _ now: SimulationTime, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    while var run = runs[id], run.writesInFlight == 0, !writes.areUnderWay(of: id) {
      switch run.stage {
      case .pods:
        run.sync.endPodWork(notCreated: run.notCreated)
        run.stage = .statusBeforeRelease
        if let status = run.sync.statusBeforeRelease(in: cluster) {
          backOffs[id] = run.sync.backOff
          write(status, &run, &actions)
        }
      case .statusBeforeRelease:
        run.stage = .release
        for pod in run.sync.released {
          releasers[pod] = id
          run.writesInFlight += 1
          actions.append(.write(.removeFinalizer(pod)))
        }
      case .release:
        run.stage = .statusAfterRelease
        if let status = run.sync.statusAfterRelease(in: cluster) { write(status, &run, &actions) }
      case .statusAfterRelease:
        runs[id] = nil
        return end(run, now, cluster, &actions)
      }
      runs[id] = run
    }
  }

  private func write(
    _ status: WorkloadStatus, _ run: inout Run, _ actions: inout ControllerActions
  ) {
    run.writesInFlight += 1
    actions.append(.write(.setStatus(run.sync.id, status)))
  }

  private mutating func end(
    _ run: Run, _ now: SimulationTime, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    let id = run.sync.id
    for event in run.sync.events {
      actions.append(
        .recordEvent(
          WorkloadEvent(id, event.reason, isWarning: event.isWarning, .text(event.text))))
    }
    if run.hasFailed {
      if let pause = queue.fail(id.index, at: now) {
        let timer = ControllerTimer(Timer.retry.rawValue, key: id.index)
        actions.append(.setTimer(timer, after: pause))
      }
    } else {
      queue.forget(id.index)
    }
    guard dirty.remove(id) != nil else { return }
    queue.add(id.index)
    sync(at: now, in: cluster, actions: &actions)
  }

  /// Notes what came of a write: the sync goes on, or ends.
  package mutating func observe(
    _ outcome: WriteOutcome, of write: ClusterWrite, at now: SimulationTime,
    in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    switch write {
    case .createPod(let id):
      noteCreation(outcome, of: id, cluster, &actions)
      advance(id, now, cluster, &actions)
    case .createDraftedPod(let draft):
      noteCreation(outcome, of: draft.owner, cluster, &actions)
      advance(draft.owner, now, cluster, &actions)
    case .deletePod(let pod, _, _):
      guard let id = writes.nextDeleter(of: pod) else { return }
      actions.append(.recordEvent(WorkloadEvent(id, "SuccessfulDelete", .deleted(pod))))
      _ = writes.end(of: id, isRefused: false)
      advance(id, now, cluster, &actions)
    case .removeFinalizer(let pod):
      guard let id = releasers.removeValue(forKey: pod), id.isPresent else { return }
      runs[id]?.writesInFlight -= 1
      advance(id, now, cluster, &actions)
    case .setStatus(let id, _):
      runs[id]?.writesInFlight -= 1
      advance(id, now, cluster, &actions)
    default: break
    }
  }

  private mutating func noteCreation(
    _ outcome: WriteOutcome, of id: WorkloadID, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    var isRefused = false
    switch outcome {
    case .done, .createdWorkload, .createdRevision, .namespaceTerminating: break
    case .created(let pod):
      actions.append(.recordEvent(WorkloadEvent(id, "SuccessfulCreate", .created(pod))))
    case .refused(let reason):
      isRefused = true
      runs[id]?.notCreated += 1
      let text = "Error creating: " + reason
      actions.append(
        .recordEvent(WorkloadEvent(id, "FailedCreate", isWarning: true, .text(text))))
    }
    switch writes.end(of: id, isRefused: isRefused) {
    case .underWay: break
    case .nextBatch(let count): create(count, of: id, cluster, &actions)
    case .ended(let skipped, let hasFailed):
      runs[id]?.notCreated += skipped
      if hasFailed { runs[id]?.hasFailed = true }
    }
  }

  /// A settled job has as many pods as it says.
  package func unsettled(in cluster: borrowing ClusterState) -> UnsettledObject? {
    for row in cluster.workloads.indices {
      let id = WorkloadID(row)
      let record = cluster.workloads[row]
      guard record.kind == .job, record.isPresent, record.deletion == nil,
        record.status.jobEnd == nil, runs[id] == nil,
        !delayed.isWaiting(id.index), !queue.awaitsRetry(of: id.index),
        case .job(let detail)? = cluster.detail(of: id), !detail.isManagedElsewhere,
        !cluster.namespaces.isTerminating(record.namespace)
      else { continue }
      let active = cluster.pods.counts(of: id).active
      guard active != record.status.replicas else { continue }
      return UnsettledObject(
        .workload, id.index, "is settled with \(active) pods and reports \(record.status.replicas)")
    }
    return nil
  }
}
