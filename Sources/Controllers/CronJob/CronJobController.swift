import ClusterState
import KubernetesObjects
import SimulationEngine

/// Creates jobs when their time has come.
///
/// A cron job has one sync at a time: jobs are deleted, one is created, the status is written.
/// Where the controller polls, it looks at all of them every so often; else at each when it is due
/// and when one of its jobs changes. Source: `pkg/controller/cronjob`, Kubernetes 1.8 to 1.36.
///
/// **Divergence:** time zones are the rules of tzdata 2025b, whatever the machine has.
package struct CronJobController: Controller {
  /// The controller's timers.
  enum Timer: UInt8 {
    /// The poll over all cron jobs.
    case poll
    /// A cron job is due.
    case due
    /// The pause after a refused job is over.
    case retry
  }

  /// A sync that is under way.
  private struct Run: Sendable {
    var sync: CronJobSync
    /// Answers that are awaited.
    var writesInFlight: Int32 = 0
    var hasCreated = false
    var hasFailed = false
    var hasWritten = false
  }

  private let settings: CronJobSettings
  private let clock: WallClock
  private var queue = WorkQueue()
  private var delayed = DelayedKeys(timer: Timer.due.rawValue)
  private var runs: [WorkloadID: Run] = [:]
  private var dirty: Set<WorkloadID> = []
  /// The cron job that has asked for the deletion of each job.
  private var deleters: [WorkloadID: WorkloadID] = [:]
  /// When each cron job is due, as it was when it was last looked at.
  private var schedules: [WorkloadID: CronSchedule] = [:]

  /// A controller that knows no cron job; the clock is that of the run.
  package init(settings: CronJobSettings, clock: WallClock) {
    self.settings = settings
    self.clock = clock
  }

  /// As in kube-controller-manager's flag `--controllers`.
  package var name: String { "cronjob-controller" }

  /// Cron jobs and their jobs.
  package var interests: SubjectSet { .workloads }

  /// A poll does not wait for watches.
  package var syncsOnDelivery: Bool { settings.syncPeriod == nil }

  /// Whether any cron job waits for a sync.
  package var hasWork: Bool { !queue.isEmpty }

  /// Begins the poll, where there is one; without a cron job it would find nothing.
  package mutating func begin(_ rounds: NeededRounds, actions: inout ControllerActions) {
    guard rounds.cronJobs, let period = settings.syncPeriod else { return }
    actions.append(.setTimer(ControllerTimer(Timer.poll.rawValue), after: period))
  }

  /// The period of the poll.
  package func period(of timer: ControllerTimer) -> SimulationDuration? {
    timer.purpose == Timer.poll.rawValue ? settings.syncPeriod : nil
  }

  /// Notes a write of a cron job or of one of its jobs.
  package mutating func observe(
    _ change: ClusterChange, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    guard change.subject == .workload else { return }
    let id = WorkloadID(index: change.index)
    let record = cluster.workloads[id.row]
    switch record.kind {
    case .cronJob:
      if !waitsForNewTime(id, change.verb, now, cluster, &actions) { queue.add(id.index) }
    case .job:
      let owner = record.owner
      if owner.isPresent, cluster.workloads[owner.row].kind == .cronJob { queue.add(owner.index) }
    default: break
    }
  }

  /// Whether a change of a cron job has moved its time: then it is looked at when that has come.
  private mutating func waitsForNewTime(
    _ id: WorkloadID, _ verb: ClusterChange.Verb, _ now: SimulationTime,
    _ cluster: borrowing ClusterState, _ actions: inout ControllerActions
  ) -> Bool {
    guard settings.syncPeriod == nil, case .cronJob(let detail)? = cluster.detail(of: id) else {
      return false
    }
    let former = schedules.updateValue(detail.schedule, forKey: id)
    guard verb == .specified, let former, former != detail.schedule else { return false }
    let sync = CronJobSync(of: id, detail, in: cluster, settings, clock, at: now)
    if let delay = sync.recheckDelay {
      delayed.add(id.index, after: delay, at: now, actions: &actions)
    }
    return true
  }

  /// Syncs every cron job that is due, or all of them where the controller polls.
  package mutating func sync(
    at now: SimulationTime, in cluster: borrowing ClusterState, actions: inout ControllerActions
  ) {
    if settings.syncPeriod != nil {
      for row in cluster.workloads.indices where cluster.workloads[row].kind == .cronJob {
        queue.add(Int32(row))
      }
    }
    while let key = queue.next() { sync(WorkloadID(index: key), now, cluster, &actions) }
  }

  /// Looks at everything, or at the one cron job whose time has come.
  package mutating func wake(
    for timer: ControllerTimer, at now: SimulationTime, in cluster: borrowing ClusterState,
    actions: inout ControllerActions
  ) {
    switch Timer(rawValue: timer.purpose) {
    case .poll: break
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
      if settings.syncPeriod == nil { dirty.insert(id) }
      return
    }
    guard cluster.workloads[id.row].isPresent, case .cronJob(let detail)? = cluster.detail(of: id)
    else {
      schedules[id] = nil
      return
    }
    let sync = CronJobSync(of: id, detail, in: cluster, settings, clock, at: now)
    var run = Run(sync: sync)
    for message in sync.messages { tell(id, message, &actions) }
    for job in sync.deletions {
      deleters[job] = id
      run.writesInFlight += 1
      actions.append(.write(.deleteWorkload(job, .background)))
    }
    runs[id] = run
    advance(id, now, cluster, &actions)
  }

  private func tell(
    _ id: WorkloadID, _ message: CronJobSync.Message, _ actions: inout ControllerActions
  ) {
    actions.append(
      .recordEvent(
        WorkloadEvent(
          id, message.reason, isWarning: message.isWarning, .text(message.text))))
  }

  /// Goes on with a sync until it waits for an answer, or is over.
  private mutating func advance(
    _ id: WorkloadID, _ now: SimulationTime, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    while var run = runs[id], run.writesInFlight == 0 {
      if !run.hasCreated, let draft = run.sync.creation {
        run.hasCreated = true
        run.writesInFlight += 1
        actions.append(.write(.createWorkload(draft)))
      } else if !run.hasWritten {
        run.hasWritten = true
        var status = cluster.workloads[id.row].status
        if status.cronJob != nil || run.sync.progress != CronJobProgress() {
          status.cronJob = run.sync.progress
        }
        if status != cluster.workloads[id.row].status {
          run.writesInFlight += 1
          actions.append(.write(.setStatus(id, status)))
        }
      } else {
        runs[id] = nil
        return end(run, now, cluster, &actions)
      }
      runs[id] = run
    }
  }

  private mutating func end(
    _ run: Run, _ now: SimulationTime, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    let id = run.sync.id
    if run.hasFailed, settings.syncPeriod == nil {
      if let pause = queue.fail(id.index, at: now) {
        let timer = ControllerTimer(Timer.retry.rawValue, key: id.index)
        actions.append(.setTimer(timer, after: pause))
      }
    } else {
      queue.forget(id.index)
      if let delay = run.sync.recheckDelay {
        delayed.add(id.index, after: delay, at: now, actions: &actions)
      }
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
    let id: WorkloadID
    switch write {
    case .deleteWorkload(let job, _):
      guard let owner = deleters.removeValue(forKey: job) else { return }
      id = owner
      let text = "Deleted job \(cluster.symbols[cluster.workloads[job.row].name])"
      tell(id, CronJobSync.Message(reason: "SuccessfulDelete", text: text), &actions)
    case .createWorkload(let draft):
      id = draft.owner
      noteCreation(outcome, of: draft, cluster, &actions)
    case .setStatus(let owner, _): id = owner
    default: return
    }
    runs[id]?.writesInFlight -= 1
    advance(id, now, cluster, &actions)
  }

  private mutating func noteCreation(
    _ outcome: WriteOutcome, of draft: WorkloadDraft, _ cluster: borrowing ClusterState,
    _ actions: inout ControllerActions
  ) {
    let id = draft.owner
    switch outcome {
    case .createdWorkload(let job):
      tell(
        id, CronJobSync.Message(reason: "SuccessfulCreate", text: "Created job \(draft.name)"),
        &actions)
      runs[id]?.sync.noteStart(of: job)
    case .refused(let reason):
      if settings.syncPeriod == nil, let job = known(draft, cluster) {
        // It was created before, by a sync that did not come to write its status.
        if cluster.workloads[job.row].owner == id { runs[id]?.sync.noteStart(of: job) }
        return
      }
      let text = "Error creating job: \(reason)"
      tell(id, CronJobSync.Message(reason: "FailedCreate", isWarning: true, text: text), &actions)
      runs[id]?.hasFailed = true
    case .namespaceTerminating: runs[id]?.hasFailed = true
    case .done, .created, .createdRevision: break
    }
  }

  /// The job of the name of `draft` that is there.
  private func known(
    _ draft: WorkloadDraft, _ cluster: borrowing ClusterState
  ) -> WorkloadID? {
    guard let name = cluster.symbols.find(draft.name) else { return nil }
    return cluster.workload(
      .job, named: name, in: cluster.workloads[draft.owner.row].namespace)
  }
}
