import ClusterState
import SimulationEngine

/// The rules of the first jobs: what has ended is counted as long as it is there, what has failed
/// is replaced at once and without limit, and a job that is complete leaves its pods alone.
///
/// Source: `syncJob` and `manageJob` of `pkg/controller/job/controller.go`, Kubernetes 1.2.
extension JobSync {
  /// Works out what is to be done with pods.
  mutating func decideByPodsThere(_ cluster: borrowing ClusterState) {
    succeeded = count(.succeeded)
    failed = count(.failed)
    let active = status.replicas
    if let deadline = detail.activeDeadline {
      let left = progress.startTime.addingSaturating(deadline) - now
      guard left > .zero else { return exceedDeadline(active) }
      recheck(after: left)
    }
    guard !isDeleting else { return }
    if active > parallelism {
      let ranked = SurplusPods.ranked(
        ContiguousArray(pods.active.map(\.pod)), in: cluster, era: .classic, now: now)
      return delete(ContiguousArray(ranked.prefix(Int(active - parallelism))))
    }
    let missing = wantedPods(active) - active
    guard active < parallelism, missing > 0 else { return }
    podWork = .create(missing)
    status.replicas += missing
  }

  private mutating func exceedDeadline(_ active: Int32) {
    failed += active
    let (reason, text) = ("DeadlineExceeded", "Job was active longer than specified deadline")
    status[condition: "Failed"] = condition("Failed", reason, text)
    tell(reason, isWarning: false, text)
    delete(ContiguousArray(pods.active.map(\.pod)))
  }

  private func count(_ phase: PodPhase) -> Int32 {
    Int32(pods.entries.count { $0.record.phase == phase })
  }

  /// Notes the numbers, and whether enough pods have succeeded.
  mutating func completeByPodsThere() {
    progress.succeeded = succeeded
    progress.failed = failed
    let active = status.replicas
    guard status.jobEnd == nil else { return }
    guard let completions = detail.completions else {
      if succeeded > 0, active == 0 { complete() }
      return
    }
    guard succeeded >= completions else { return }
    if active > 0 {
      tell(
        "TooManyActivePods", isWarning: true,
        "Too many active pods running after completion count reached")
    }
    if succeeded > completions {
      tell(
        "TooManySucceededPods", isWarning: true,
        "Too many succeeded pods running after completion count reached")
    }
    complete()
  }

  private mutating func complete() {
    status[condition: "Complete"] = condition("Complete", "", "")
    progress.completionTime = clock.wholeSecond(now)
  }
}

extension JobDetail {
  /// The wishes that the first jobs could have.
  var asFirstKnown: JobDetail {
    var detail = self
    detail.isIndexed = false
    detail.isSuspended = false
    detail.backoffLimitPerIndex = nil
    detail.failurePolicy = []
    detail.successPolicy = []
    detail.replacesEndedPodsOnly = false
    return detail
  }
}
