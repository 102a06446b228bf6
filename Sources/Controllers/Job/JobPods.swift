import ClusterState
import SimulationEngine

/// The pods of one job that are there, as one sync sees them.
struct JobPods {
  /// One pod.
  struct Entry {
    let pod: PodID
    let record: PodRecord
    /// Its completion index, if it has one.
    let index: Int32?

    /// Whether the pod waits or runs.
    var isActive: Bool { record.isActive }

    /// Whether the pod is on its way out and has not ended.
    var isTerminating: Bool { record.isDeleting && !record.phase.isTerminal }

    /// Whether the pod counts as failed. One that is being deleted does, as long as it has not
    /// succeeded, unless its end is waited for.
    ///
    /// Source: `isPodFailed` of `pkg/controller/job/job_controller.go`, Kubernetes 1.36.
    func hasFailed(_ detail: JobDetail) -> Bool {
      if record.phase == .failed { return true }
      if detail.replacesEndedPodsOnly { return false }
      return record.isDeleting && record.phase != .succeeded
    }

    /// Whether a job of `detail` counts the pod: one of an Indexed Job needs an index of its.
    func isValid(for detail: JobDetail) -> Bool {
      guard detail.isIndexed else { return true }
      guard let index, let completions = detail.completions else { return false }
      return index < completions
    }
  }

  /// In order of index where there are indexes, else by template and age.
  private(set) var entries: ContiguousArray<Entry> = []

  /// The pods that `job` owns.
  init(of job: WorkloadID, in cluster: borrowing ClusterState) {
    for template in cluster.workloads[job.row].matching {
      let index = cluster.templates[template].completionIndex
      cluster.pods.forEach(of: template) { pod in
        let record = cluster.pods[pod]
        guard record.owner == job else { return }
        entries.append(Entry(pod: pod, record: record, index: index))
      }
    }
    entries.sort { a, b in
      a.index == b.index ? a.pod < b.pod : (a.index ?? -1) < (b.index ?? -1)
    }
  }

  /// The pods that wait or run.
  var active: ContiguousArray<Entry> { entries.filter(\.isActive) }

  /// How many pods are on their way out.
  var terminatingCount: Int32 { Int32(entries.count(where: \.isTerminating)) }
}

extension JobPods.Entry {
  /// When the pod ended, as its status tells: by its containers, else when it was last ready, else
  /// when its deletion was asked for. In whole seconds, as the API has them.
  ///
  /// Source: `getFinishedTime` of `pkg/controller/job/backoff_utils.go`, Kubernetes 1.36.
  func finished(_ cluster: borrowing ClusterState, _ clock: WallClock) -> SimulationTime {
    if let end = cluster.end(of: pod), end.finished.isSet {
      return clock.wholeSecond(end.finished)
    }
    if !record.isReady, record.readyTransition.isSet {
      return clock.wholeSecond(record.readyTransition)
    }
    if record.phase.isTerminal, record.finished.isSet { return clock.wholeSecond(record.finished) }
    return clock.wholeSecond(
      record.deletionRequested.isSet ? record.deletionRequested : record.created)
  }
}
