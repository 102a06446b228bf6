import ClusterState
import KubernetesObjects
import SimulationEngine

/// One sync of one cron job: which jobs it lets go, which one it starts, and what it says of them.
///
/// Source: `syncCronJob` and `cleanupFinishedJobs` of
/// `pkg/controller/cronjob/cronjob_controllerv2.go`, Kubernetes 1.21 to 1.36, and `syncOne` of
/// `cronjob_controller.go`, up to 1.20.
struct CronJobSync {
  /// What is told of the cron job.
  struct Message: Hashable {
    let reason: String
    var isWarning = false
    let text: String
  }

  /// Which cron job.
  let id: WorkloadID
  /// The events that go before its writes.
  private(set) var messages: [Message] = []
  /// The jobs that are deleted first.
  private(set) var deletions: ContiguousArray<WorkloadID> = []
  /// The job that is created then; nil for none.
  private(set) var creation: WorkloadDraft?
  /// The run for which it is created, in seconds since 1970.
  private(set) var scheduled: Int64 = 0
  /// When the cron job is to be looked at again; nil for when something changes.
  private(set) var recheckDelay: SimulationDuration?
  /// The status, once all that is done.
  var progress: CronJobProgress

  private let detail: CronJobDetail
  private let polls: Bool
  private let runs: MissedRuns
  private let now: Timestamp
  private let name: String

  init(
    of id: WorkloadID, _ detail: CronJobDetail, in cluster: borrowing ClusterState,
    _ settings: CronJobSettings, _ clock: WallClock, at now: SimulationTime
  ) {
    let record = cluster.workloads[id.row]
    self.id = id
    self.detail = detail
    self.now = clock.timestamp(at: now)
    polls = settings.syncPeriod != nil
    name = cluster.symbols[record.name]
    progress = record.status.cronJob ?? CronJobProgress()
    let reference = progress.lastSchedule ?? clock.second(at: record.created)
    runs = MissedRuns(
      schedule: detail.schedule, zone: detail.timeZone, reference: Timestamp(seconds: reference),
      startingDeadline: detail.startingDeadline)
    let jobs = cluster.dependents(of: id).workloads
    letGo(jobs, cluster)
    look(at: jobs, cluster, clock)
    guard record.deletion == nil, !detail.isSuspended else { return }
    start(cluster)
  }

  /// Lets the oldest finished jobs go that are more than are kept.
  private mutating func letGo(
    _ jobs: ContiguousArray<WorkloadID>, _ cluster: borrowing ClusterState
  ) {
    for (type, limit) in [
      ("Complete", detail.successfulJobsHistoryLimit), ("Failed", detail.failedJobsHistoryLimit),
    ] {
      let finished = jobs.filter {
        cluster.workloads[$0.row].status.jobEnd?.type == type
          && cluster.workloads[$0.row].deletion == nil
      }
      let ordered = finished.sorted { a, b in
        let (first, second) = (startTime(of: a, cluster), startTime(of: b, cluster))
        return first == second ? a < b : first < second
      }
      for job in ordered.prefix(max(0, ordered.count - Int(limit))) { delete(job) }
    }
  }

  private func startTime(of job: WorkloadID, _ cluster: borrowing ClusterState) -> SimulationTime {
    cluster.workloads[job.row].status.job?.startTime ?? .unset
  }

  private mutating func delete(_ job: WorkloadID) {
    deletions.append(job)
    progress.active.removeAll { $0 == job }
  }

  /// Takes in what has become of the jobs.
  private mutating func look(
    at jobs: ContiguousArray<WorkloadID>, _ cluster: borrowing ClusterState, _ clock: WallClock
  ) {
    for job in jobs {
      let record = cluster.workloads[job.row]
      let jobName = cluster.symbols[record.name]
      let isActive = progress.active.contains(job)
      guard let end = record.status.jobEnd else {
        if !isActive {
          let text = "Saw a job that the controller did not create or forgot: \(jobName)"
          messages.append(Message(reason: "UnexpectedJob", isWarning: true, text: text))
        }
        continue
      }
      if isActive {
        progress.active.removeAll { $0 == job }
        let word = polls ? "status" : "condition"
        let text = "Saw completed job: \(jobName), \(word): \(end.type)"
        messages.append(Message(reason: "SawCompletedJob", text: text))
      }
      if !polls, let completion = record.status.job?.completionTime, completion.isSet {
        progress.lastSuccess = max(progress.lastSuccess ?? .min, clock.second(at: completion))
      }
    }
    let missing = progress.active.filter { !jobs.contains($0) }
    for job in missing {
      let text = "Active job went missing: \(cluster.symbols[cluster.workloads[job.row].name])"
      messages.append(Message(reason: "MissingJob", text: text))
    }
    progress.active.removeAll { missing.contains($0) }
  }

  /// Starts the run that is due, if its time has not passed and no other stands against it.
  private mutating func start(_ cluster: borrowing ClusterState) {
    if !polls, let next = runs.nextLook(at: now) { recheck(at: next) }
    guard let due = dueRun() else { return }
    scheduled = due.seconds
    if let deadline = detail.startingDeadline,
      Timestamp(seconds: due.seconds.addingSaturating(deadline)) < now
    {
      let text = "Missed scheduled time to start a job: \(due.mailText)"
      return messages.append(Message(reason: "MissSchedule", isWarning: true, text: text))
    }
    if !polls, progress.lastSchedule == due.seconds || isActive(jobName, cluster) { return }
    switch detail.concurrencyPolicy {
    case .forbid where !progress.active.isEmpty:
      guard !polls else { return }
      let text =
        "Not starting job because prior execution is running and concurrency policy is Forbid"
      return messages.append(Message(reason: "JobAlreadyActive", text: text))
    case .replace: for job in progress.active { delete(job) }
    case .allow, .forbid: break
    }
    create(cluster)
  }

  /// The latest run that is due.
  private mutating func dueRun() -> Timestamp? {
    guard !polls else {
      let finding = runs.list(at: now)
      if finding.extent == .many {
        let text =
          "Cannot determine if job needs to be started: too many missed start time (> 100). "
          + "Set or decrease .spec.startingDeadlineSeconds or check clock skew"
        messages.append(Message(reason: "FailedNeedsStart", isWarning: true, text: text))
      }
      return finding.latest
    }
    guard let finding = try? runs.estimate(at: now, heedsDeadline: true) else {
      let text =
        "invalid schedule: \(detail.schedule.text) : "
        + "time difference between two schedules is less than 1 second"
      messages.append(Message(reason: "InvalidSchedule", isWarning: true, text: text))
      return nil
    }
    if finding.latest != nil, finding.extent == .many {
      let text =
        "too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check "
        + "clock skew"
      messages.append(Message(reason: "TooManyMissedTimes", isWarning: true, text: text))
    }
    return finding.latest
  }

  private func isActive(_ name: String, _ cluster: borrowing ClusterState) -> Bool {
    progress.active.contains { cluster.symbols[cluster.workloads[$0.row].name] == name }
  }

  /// The name of the job of the run at hand: the minutes since 1970 tell it, and formerly the
  /// seconds.
  private var jobName: String { "\(name)-\(polls ? scheduled : scheduled / 60)" }

  private mutating func create(_ cluster: borrowing ClusterState) {
    creation = WorkloadDraft(
      kind: .job, name: jobName, owner: id, labels: detail.jobLabels,
      selector: LabelSelector(matching: Labels()),
      template: cluster.templates[cluster.workloads[id.row].template].pod,
      replicas: detail.parallelism, minReady: .zero, detail: .job(detail.job))
    // The next look counts from the run that is started now.
    var later = runs
    later.reference = Timestamp(seconds: scheduled)
    if !polls, let next = later.nextLook(at: now) { recheck(at: next) }
  }

  /// Notes that the job of the run at hand is there.
  mutating func noteStart(of job: WorkloadID) {
    if !progress.active.contains(job) { progress.active.append(job) }
    progress.lastSchedule = scheduled
  }

  /// Looks again a tenth of a second after `time`, so that the run is due by every clock.
  private mutating func recheck(at time: Timestamp) {
    let seconds = time.seconds.subtractingReportingOverflow(now.seconds)
    guard !seconds.overflow, seconds.partialValue < 1 << 40 else { return }
    let fraction = Int64(now.nanoseconds / 1000)
    recheckDelay = .seconds(seconds.partialValue) + .milliseconds(100) - .microseconds(fraction)
  }
}

extension Int64 {
  /// The sum, at the end of the range beyond it.
  fileprivate func addingSaturating(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : sum
  }
}
