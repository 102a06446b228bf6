import SimulationEngine

/// Pods that stay until their job has counted them.
///
/// Source: the finalizer `batch.kubernetes.io/job-tracking`, Kubernetes 1.26 to 1.36.
extension ClusterState {
  /// Whether pods of `owner` get the finalizer.
  func isTracked(by owner: WorkloadID) -> Bool {
    tracksJobPods && owner.isPresent && workloads[owner.row].kind == .job
  }

  /// How the containers of `pod` have ended; nil where nobody asks, or nothing is known.
  public func end(of pod: PodID) -> PodEnd? { podEnds[pod] }

  /// Writes down how the containers of `pod` have ended, if a job wants to know.
  public mutating func setEnd(of pod: PodID, _ end: PodEnd) {
    if pods[pod].isTracked { podEnds[pod] = end }
  }

  /// Sets the condition that tells that `pod` goes for no fault of its own.
  public mutating func markDisrupted(_ pod: PodID, at now: SimulationTime) {
    guard !pods[pod].isRemoved, !pods[pod].isDisrupted else { return }
    pods.update(pod) { $0.isDisrupted = true }
    note(.pod, .reported, pod.index, now)
  }

  /// Takes the finalizer off `pod`, which leaves the store if nothing else has kept it.
  public mutating func removeFinalizer(of pod: PodID, at now: SimulationTime) {
    guard !pods[pod].isRemoved, pods[pod].isTracked else { return }
    podEnds[pod] = nil
    let isOver = pods[pod].awaitsFinalizer
    pods.update(pod) {
      $0.isTracked = false
      $0.awaitsFinalizer = false
    }
    note(.pod, .reported, pod.index, now)
    if isOver { remove(pod, at: now) }
  }

  /// Marks `pod`, which its finalizer keeps, as one that has nothing else to wait for.
  mutating func keep(_ pod: PodID, at now: SimulationTime) {
    guard !pods[pod].awaitsFinalizer else { return }
    if !pods[pod].isDeleting { noteDeletion(of: pod) }
    pods.update(pod) {
      $0.awaitsFinalizer = true
      if !$0.deletionRequested.isSet { $0.deletionRequested = now }
      $0.deletionDeadline = $0.deletionRequested
    }
    note(.pod, .deleting, pod.index, now)
  }
}
