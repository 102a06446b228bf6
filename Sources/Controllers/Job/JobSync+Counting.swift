import ClusterState
import SimulationEngine

/// How ended pods are counted: they are listed in the status, lose their finalizer, and only then
/// count, so that none is counted twice or forgotten.
///
/// Source: `trackJobStatusAndRemoveFinalizers` of `pkg/controller/job/job_controller.go`,
/// Kubernetes 1.34 to 1.36.
extension JobSync {
  /// The status before finalizers are taken off; nil if it is as before. Sets `released`.
  mutating func statusBeforeRelease(in cluster: borrowing ClusterState) -> WorkloadStatus? {
    countReleased(cluster)
    listEnded(cluster)
    if detail.isIndexed { progress.succeeded = progress.completedIndexes.count }
    if let target, status[condition: target.type] == nil { status[condition: target.type] = target }
    return changedStatus(in: cluster)
  }

  /// The status after finalizers were taken off; nil if it is as before.
  mutating func statusAfterRelease(in cluster: borrowing ClusterState) -> WorkloadStatus? {
    countReleased(cluster)
    finish()
    return changedStatus(in: cluster)
  }

  private mutating func changedStatus(in cluster: borrowing ClusterState) -> WorkloadStatus? {
    status.job = progress
    return status == cluster.workloads[id.row].status ? nil : status
  }

  /// Counts the listed pods that have lost their finalizer.
  private mutating func countReleased(_ cluster: borrowing ClusterState) {
    func isHeld(_ pod: PodID) -> Bool {
      cluster.pods[pod].isTracked && !cluster.pods[pod].isRemoved
    }
    let (good, bad) = (progress.uncountedSucceeded.count, progress.uncountedFailed.count)
    progress.uncountedSucceeded.removeAll { !isHeld($0) }
    progress.uncountedFailed.removeAll { !isHeld($0) }
    progress.succeeded += Int32(good - progress.uncountedSucceeded.count)
    progress.failed += Int32(bad - progress.uncountedFailed.count)
  }

  /// Lists the pods that have ended, and notes which finalizers are to go.
  private mutating func listEnded(_ cluster: borrowing ClusterState) {
    let good = Set(progress.uncountedSucceeded)
    let bad = Set(progress.uncountedFailed)
    let hasFailed = target.map { $0.type == "FailureTarget" } ?? false
    var completed = formerlyCompleted
    for entry in pods.entries where entry.record.isTracked {
      guard cluster.pods[entry.pod].isTracked else { continue }
      let isFailure = entry.hasFailed(detail)
      guard mayRelease(entry, isFailure: isFailure) else { continue }
      released.append(entry.pod)
      if entry.record.phase == .succeeded, !bad.contains(entry.pod) {
        if !detail.isIndexed {
          if !good.contains(entry.pod) { progress.uncountedSucceeded.append(entry.pod) }
        } else if let index = entry.index, entry.isValid(for: detail) {
          completed.insert(index)
        }
      } else if isFailure || hasFailed, !bad.contains(entry.pod), entry.isValid(for: detail),
        PodFailureVerdict(of: entry.pod, by: detail.failurePolicy, in: cluster).isCounted
      {
        progress.uncountedFailed.append(entry.pod)
      }
      let listed =
        Int(completed.count - formerlyCompleted.count) + progress.uncountedSucceeded.count
        + progress.uncountedFailed.count
      if listed >= settings.maximumUncounted {
        hasMoreToCount = true
        break
      }
    }
    if detail.isIndexed { progress.completedIndexes = completed }
  }

  private func mayRelease(_ entry: JobPods.Entry, isFailure: Bool) -> Bool {
    if isDeleting || target != nil || entry.record.phase == .succeeded { return true }
    guard isFailure else { return false }
    guard let index = entry.index else { return true }
    return delayed[index] != entry.pod
  }

  /// Lets the job end, once every pod is counted and gone from its node.
  private mutating func finish() {
    guard let target, !hasMoreToCount, progress.uncountedSucceeded.isEmpty,
      progress.uncountedFailed.isEmpty, status.terminatingReplicas == 0
    else { return }
    if target.type == "SuccessCriteriaMet" {
      status[condition: "Complete"] = condition("Complete", target.reason, target.message)
      progress.completionTime = clock.wholeSecond(now)
      if let completions = detail.completions, progress.succeeded > completions {
        tell(
          "TooManySucceededPods", isWarning: true,
          "Too many succeeded pods running after completion count reached")
      }
      tell("Completed", isWarning: false, "Job completed")
    } else {
      status[condition: "Failed"] = condition("Failed", target.reason, target.message)
      tell(target.reason, isWarning: true, target.message)
    }
  }
}
