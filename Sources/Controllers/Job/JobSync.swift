import ClusterState
import SimulationEngine

/// One sync of one job: what it sees, what it wants done with pods, and what becomes of the status.
///
/// A sync has steps, between which its writes are answered: pods are created or deleted, the status
/// is written, finalizers are taken off, and the status is written again. Source: `syncJob` of
/// `pkg/controller/job/job_controller.go`, Kubernetes 1.34 to 1.36.
struct JobSync {
  /// What a sync wants done with pods.
  enum PodWork: Hashable {
    case none
    /// So many pods.
    case create(Int32)
    /// A pod for each of these indexes.
    case createIndexed(ContiguousArray<IndexedPod>)
    case delete(ContiguousArray<PodID>)
  }

  /// Which job.
  let id: WorkloadID
  /// What is to be done with pods before the status is written.
  var podWork = PodWork.none
  /// When the job is to be looked at again although nothing has changed; nil for never.
  private(set) var recheckDelay: SimulationDuration?
  /// What the sync tells of the job as a whole, with its text.
  private(set) var events: [(reason: String, isWarning: Bool, text: String)] = []
  /// The pods whose finalizers are to be taken off once the status is written.
  var released: ContiguousArray<PodID> = []
  /// Whether more pods have ended than one pass counts.
  var hasMoreToCount = false
  /// The pause for failed pods, with what this sync has seen.
  private(set) var backOff: JobFailureBackOff
  /// The status as it is to be written.
  var status: WorkloadStatus
  var progress: JobProgress
  /// What the job comes to, if that is known.
  var target: WorkloadCondition?
  /// The indexes that had succeeded before this sync.
  let formerlyCompleted: CompletionIndexes
  /// The failed pods that stay until the pod that replaces them is there, by index.
  var delayed: [Int32: PodID] = [:]

  let detail: JobDetail
  let settings: JobSettings
  let clock: WallClock
  let now: SimulationTime
  let pods: JobPods
  let isDeleting: Bool
  let parallelism: Int32
  private let restartsOnFailure: Bool
  private var isManaged = false
  var succeeded: Int32
  var failed: Int32

  init(
    of id: WorkloadID, _ detail: JobDetail, _ backOff: JobFailureBackOff,
    in cluster: borrowing ClusterState, _ settings: JobSettings, _ clock: WallClock,
    at now: SimulationTime
  ) {
    let record = cluster.workloads[id.row]
    self.id = id
    self.detail = settings.tracksPods ? detail : detail.asFirstKnown
    self.backOff = backOff
    self.settings = settings
    self.clock = clock
    self.now = now
    pods = JobPods(of: id, in: cluster)
    isDeleting = record.deletion != nil
    parallelism = record.replicas
    restartsOnFailure = cluster.templates[record.template].restartPolicy == .onFailure
    status = record.status
    progress = record.status.job ?? JobProgress()
    formerlyCompleted = progress.completedIndexes.limited(to: detail.completions ?? 0)
    succeeded = progress.succeeded + Int32(progress.uncountedSucceeded.count)
    failed = progress.failed + Int32(progress.uncountedFailed.count)
    noteNumbers()
    if settings.tracksPods { decide(cluster) } else { decideByPodsThere(cluster) }
  }

  /// Works out what is to be done with pods.
  private mutating func decide(_ cluster: borrowing ClusterState) {
    look(cluster)
    judge(cluster)
    if target != nil {
      delete(ContiguousArray(pods.active.map(\.pod)))
    } else if !isDeleting {
      isManaged = true
      manage(cluster)
    }
  }

  /// The numbers of pods as they are now.
  private mutating func noteNumbers() {
    let active = pods.active
    status.replicas = Int32(active.count)
    status.readyReplicas = Int32(active.count(where: \.record.isReady))
    status.terminatingReplicas = pods.terminatingCount
    if !progress.startTime.isSet, !detail.isSuspended {
      progress.startTime = clock.wholeSecond(now)
    }
  }

  /// Takes in the pods that have ended since the last sync.
  private mutating func look(_ cluster: borrowing ClusterState) {
    let known = Set(progress.uncountedSucceeded).union(progress.uncountedFailed)
    let fresh = pods.entries.filter {
      $0.record.isTracked && !known.contains($0.pod) && $0.isValid(for: detail)
    }
    let good = fresh.filter { $0.record.phase == .succeeded }
    let bad = fresh.filter { $0.hasFailed(detail) }
    succeeded += Int32(good.count)
    failed += Int32(
      bad.count {
        PodFailureVerdict(of: $0.pod, by: detail.failurePolicy, in: cluster).isCounted
      })
    backOff.note(
      succeeded: ContiguousArray(good.map { $0.finished(cluster, clock) }),
      failed: ContiguousArray(bad.map { $0.finished(cluster, clock) }))
    guard detail.isIndexed else { return }
    progress.completedIndexes = formerlyCompleted
    for entry in pods.entries where entry.record.isTracked && entry.isValid(for: detail) {
      if entry.record.phase == .succeeded, let index = entry.index {
        progress.completedIndexes.insert(index)
      }
    }
    succeeded = progress.completedIndexes.count
    lookAtIndexes(cluster)
  }

  /// Works out whether the job has come to its end.
  private mutating func judge(_ cluster: borrowing ClusterState) {
    target = status[condition: "SuccessCriteriaMet"] ?? status[condition: "FailureTarget"]
    if target == nil, let message = failureMessage(cluster) { fail("PodFailurePolicy", message) }
    if target == nil { judgeLimits() }
    guard detail.isIndexed, target == nil else { return }
    if let failedIndexes = progress.failedIndexes {
      if let most = detail.maxFailedIndexes, failedIndexes.count > most {
        fail(
          "MaxFailedIndexesExceeded",
          "Job has exceeded the specified maximal number of failed indexes")
      } else if !failedIndexes.isEmpty,
        failedIndexes.count + progress.completedIndexes.count >= detail.completions ?? 0
      {
        fail("FailedIndexes", "Job has failed indexes")
      }
    }
    if target == nil,
      let message = JobSuccessRules.message(detail, succeeded: progress.completedIndexes)
    {
      succeed("SuccessPolicy", message)
    }
  }

  private mutating func judgeLimits() {
    if failed > detail.backoffLimit || restartsExceedLimit {
      fail("BackoffLimitExceeded", "Job has reached the specified backoff limit")
    } else if let deadline = detail.activeDeadline, !detail.isSuspended, progress.startTime.isSet {
      let left = progress.startTime.addingSaturating(deadline) - now
      if left <= .zero {
        fail("DeadlineExceeded", "Job was active longer than specified deadline")
      } else {
        recheck(after: left)
      }
    }
  }

  /// Whether containers were started again too often, where that is what the limit is about.
  private var restartsExceedLimit: Bool {
    guard restartsOnFailure else { return false }
    let restarts = pods.entries.filter { !$0.record.phase.isTerminal }
      .reduce(Int32(0)) { $0 &+ $1.record.allRestarts }
    return detail.backoffLimit == 0 ? restarts > 0 : restarts >= detail.backoffLimit
  }

  private func failureMessage(_ cluster: borrowing ClusterState) -> String? {
    guard !detail.failurePolicy.isEmpty else { return nil }
    for entry in pods.entries where entry.hasFailed(detail) {
      let verdict = PodFailureVerdict(of: entry.pod, by: detail.failurePolicy, in: cluster)
      if let message = verdict.failureMessage { return message }
    }
    return nil
  }

  private mutating func fail(_ reason: String, _ message: String) {
    target = condition("FailureTarget", reason, message)
  }

  private mutating func succeed(_ reason: String, _ message: String) {
    target = condition("SuccessCriteriaMet", reason, message)
  }

  /// A condition that holds from now on.
  func condition(
    _ type: String, _ reason: String, _ message: String, _ status: ConditionStatus = .yes
  ) -> WorkloadCondition {
    WorkloadCondition(
      type: type, status: status, reason: reason, message: message, lastUpdate: now,
      lastTransition: now)
  }

  mutating func recheck(after delay: SimulationDuration) {
    recheckDelay = min(recheckDelay ?? delay, delay)
  }

  /// Creates or deletes pods so that there are as many as are wanted.
  private mutating func manage(_ cluster: borrowing ClusterState) {
    let active = status.replicas
    guard !detail.isSuspended else { return remove(active, cluster) }
    let terminating = detail.replacesEndedPodsOnly ? status.terminatingReplicas : 0
    let wanted = wantedPods(active)
    let surplus = max(0, active - wanted)
    remove(surplus, cluster)
    guard podWork == .none else { return }
    let missing = min(wanted - terminating - active, settings.burstPods)
    guard missing > 0 else { return }
    if detail.backoffLimitPerIndex == nil {
      let pause = backOff.remaining(at: now, settings)
      guard pause == .zero else { return recheck(after: pause) }
    }
    guard detail.isIndexed else {
      podWork = .create(missing)
      status.replicas += missing
      return
    }
    let indexed = podsToCreate(missing, cluster)
    if let pause = indexed.pause { recheck(after: pause) }
    guard !indexed.pods.isEmpty else { return }
    podWork = .createIndexed(indexed.pods)
    status.replicas += Int32(indexed.pods.count)
  }

  func wantedPods(_ active: Int32) -> Int32 {
    guard let completions = detail.completions else {
      return succeeded > 0 ? active : parallelism
    }
    return max(0, min(parallelism, completions - succeeded))
  }

  /// Deletes `count` pods at least: those of an index that another has too, then by rank.
  private mutating func remove(_ count: Int32, _ cluster: borrowing ClusterState) {
    var (victims, others) = surplusByIndex(cluster)
    if victims.count < Int(count) {
      others = SurplusPods.ranked(others, in: cluster, era: .classic, now: now)
      victims += others.prefix(Int(count) - victims.count)
    }
    if !detail.isSuspended { victims = ContiguousArray(victims.prefix(Int(settings.burstPods))) }
    if !victims.isEmpty { delete(victims) }
  }

  mutating func delete(_ victims: ContiguousArray<PodID>) {
    guard !victims.isEmpty else { return }
    podWork = .delete(victims)
    let gone = Set(victims)
    status.replicas -= Int32(victims.count)
    status.terminatingReplicas += Int32(victims.count)
    status.readyReplicas -= Int32(
      pods.entries.count { $0.record.isReady && gone.contains($0.pod) })
  }

  /// Ends the work on pods, of which so many were not created: works out whether the job is
  /// complete, or suspended.
  mutating func endPodWork(notCreated: Int32) {
    status.replicas -= notCreated
    guard settings.tracksPods else { return completeByPodsThere() }
    guard target == nil else { return }
    let enough = detail.completions.map { succeeded >= $0 } ?? (succeeded > 0)
    if enough, status.replicas == 0 {
      succeed("CompletionsReached", "Reached expected number of succeeded pods")
    } else if isManaged {
      noteSuspension()
    }
  }

  private mutating func noteSuspension() {
    let known = status[condition: "Suspended"]
    if detail.isSuspended, known?.status != .yes {
      status[condition: "Suspended"] = condition("Suspended", "JobSuspended", "Job suspended")
      events.append(("Suspended", false, "Job suspended"))
      if settings.forgetsStartOnSuspension { progress.startTime = .unset }
    } else if !detail.isSuspended, let known, known.status != .no {
      status[condition: "Suspended"] = condition("Suspended", "JobResumed", "Job resumed", .no)
      events.append(("Resumed", false, "Job resumed"))
      progress.startTime = clock.wholeSecond(now)
    }
  }

  /// Writes down an event about the job.
  mutating func tell(_ reason: String, isWarning: Bool, _ text: String) {
    events.append((reason, isWarning, text))
  }
}
