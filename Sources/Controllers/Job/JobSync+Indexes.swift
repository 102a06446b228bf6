import ClusterState
import SimulationEngine

/// The indexes of an Indexed Job.
///
/// Source: `pkg/controller/job/indexed_job_utils.go`, Kubernetes 1.34 to 1.36.
extension JobSync {
  /// Takes in the indexes that have failed, where they are counted one by one.
  mutating func lookAtIndexes(_ cluster: borrowing ClusterState) {
    guard let limit = detail.backoffLimitPerIndex else { return }
    var failedIndexes = (progress.failedIndexes ?? CompletionIndexes())
      .limited(to: detail.completions ?? 0)
    for entry in pods.entries where entry.record.isTracked && entry.isValid(for: detail) {
      if let index = entry.index, hasIndexFailed(entry, limit, cluster) {
        failedIndexes.insert(index)
      }
    }
    progress.failedIndexes = failedIndexes
    delayRemovals(failedIndexes, cluster)
  }

  private func hasIndexFailed(
    _ entry: JobPods.Entry, _ limit: Int32, _ cluster: borrowing ClusterState
  ) -> Bool {
    guard entry.hasFailed(detail) else { return false }
    let verdict = PodFailureVerdict(of: entry.pod, by: detail.failurePolicy, in: cluster)
    if verdict.action == .failIndex { return true }
    let failures = cluster.templates[entry.record.template].indexFailures
    return verdict.isCounted && failures.counted >= limit
  }

  /// Notes of each index that is to be tried again the pod that failed last: it stays until the
  /// next one is there, which takes over the count of failures.
  private mutating func delayRemovals(
    _ failedIndexes: CompletionIndexes, _ cluster: borrowing ClusterState
  ) {
    let activeIndexes = Set(pods.active.compactMap(\.index))
    for entry in pods.entries where entry.record.isTracked && entry.isValid(for: detail) {
      guard let index = entry.index, entry.hasFailed(detail), !activeIndexes.contains(index),
        !progress.completedIndexes.contains(index), !failedIndexes.contains(index)
      else { continue }
      let failures = cluster.templates[entry.record.template].indexFailures.total
      if let known = delayed[index],
        cluster.templates[cluster.pods[known].template].indexFailures.total > failures
      {
        continue
      }
      delayed[index] = entry.pod
    }
  }

  /// The pods of the first `count` indexes that have none and need one; and how long to wait, where
  /// they all have to.
  func podsToCreate(
    _ count: Int32, _ cluster: borrowing ClusterState
  ) -> (pods: ContiguousArray<IndexedPod>, pause: SimulationDuration?) {
    let pending = firstPendingIndexes(Int(count))
    guard detail.backoffLimitPerIndex != nil else {
      return (ContiguousArray(pending.map { IndexedPod($0) }), nil)
    }
    var ready: ContiguousArray<IndexedPod> = []
    var shortest: SimulationDuration?
    for index in pending {
      guard let former = delayed[index] else {
        ready.append(IndexedPod(index, failures: IndexedPod.Failures()))
        continue
      }
      var failures = cluster.templates[cluster.pods[former].template].indexFailures
      let pause = self.pause(after: former, failures, cluster)
      if pause > .zero {
        shortest = min(shortest ?? pause, pause)
        continue
      }
      let verdict = PodFailureVerdict(of: former, by: detail.failurePolicy, in: cluster)
      if verdict.isCounted { failures.counted += 1 } else { failures.ignored += 1 }
      ready.append(IndexedPod(index, failures: failures))
    }
    return (ready, ready.isEmpty ? shortest : nil)
  }

  private func pause(
    after pod: PodID, _ failures: IndexedPod.Failures, _ cluster: borrowing ClusterState
  ) -> SimulationDuration {
    let record = cluster.pods[pod]
    let entry = JobPods.Entry(
      pod: pod, record: record, index: cluster.templates[record.template].completionIndex)
    let last = entry.finished(cluster, clock)
    return JobFailureBackOff(failures: failures.total + 1, last: last).remaining(at: now, settings)
  }

  private func firstPendingIndexes(_ count: Int) -> ContiguousArray<Int32> {
    var taken = progress.completedIndexes
    for entry in pods.entries {
      guard let index = entry.index else { continue }
      if entry.isActive || detail.replacesEndedPodsOnly && entry.isTerminating {
        taken.insert(index)
      }
    }
    for range in progress.failedIndexes?.ranges ?? [] {
      for index in range { taken.insert(index) }
    }
    var found: ContiguousArray<Int32> = []
    var candidate: Int32 = 0
    let end = detail.completions ?? 0
    for range in taken.ranges {
      while candidate < min(end, range.lowerBound), found.count < count {
        found.append(candidate)
        candidate += 1
      }
      candidate = max(candidate, range.upperBound + 1)
    }
    while candidate < end, found.count < count {
      found.append(candidate)
      candidate += 1
    }
    return found
  }

  /// The active pods that have to go because of their index: those without one or with one too
  /// high, and all but one of those that share one; and the others.
  func surplusByIndex(
    _ cluster: borrowing ClusterState
  ) -> (victims: ContiguousArray<PodID>, others: ContiguousArray<PodID>) {
    let active = pods.active
    guard detail.isIndexed else { return ([], ContiguousArray(active.map(\.pod))) }
    var victims: ContiguousArray<PodID> = []
    var others: ContiguousArray<PodID> = []
    var start = 0
    while start < active.count {
      var end = start + 1
      while end < active.count, active[end].index == active[start].index { end += 1 }
      let group = ContiguousArray(active[start..<end].map(\.pod))
      if !active[start].isValid(for: detail) {
        victims += group
      } else {
        let ranked =
          group.count == 1
          ? group : SurplusPods.ranked(group, in: cluster, era: .classic, now: now)
        victims += ranked.dropLast()
        others += ranked.suffix(1)
      }
      start = end
    }
    return (victims, others)
  }
}
