import ClusterState
import SimulationEngine

/// Containers that a sync of the kubelet cannot create, and the containers after them.
///
/// A sync that fails is tried again after 10 to 15 s (`backOffPeriod` and
/// `workerBackOffPeriodJitterFactor` of `pkg/kubelet`, Kubernetes 1.2 to 1.36).
extension Kubelets {
  /// Lets container `index` wait for the next sync, for which `reason` stands.
  mutating func failCreation(
    of index: UInt16, of pod: PodID, _ reason: WaitReason, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    let row = workers[pod.row].row(index)
    let attempt = Int(containers[row].failedCreations)
    containers[row].failedCreations += 1
    setWaitReason(reason, row, at: context.now)
    context.post(
      .creationDue(pod, container: index, generation: workers[pod.row].generation),
      after: syncPause(of: pod, index, attempt: attempt, cluster))
    scheduleStatus(of: pod, noticed: context.now, &context)
    passOver(index, of: pod, cluster, &context)
  }

  /// Turns to the container after one that could not be created, unless that one must run first.
  ///
  /// Source: `SyncPod`, `pkg/kubelet/kuberuntime/kuberuntime_manager.go`, Kubernetes 1.6 to 1.36.
  mutating func passOver(
    _ index: UInt16, of pod: PodID, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    let template = cluster.templates[cluster.pods[pod].template]
    guard index == workers[pod.row].starting, !template.containers[Int(index)].isInit else {
      return
    }
    workers[pod.row].starting += 1
    startNext(of: pod, cluster, &context)
  }

  /// Tries again to create container `index`.
  mutating func tryAgain(
    _ index: UInt16, of pod: PodID, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    let row = workers[pod.row].row(index)
    guard containers[row].isAwaited, containers[row].waitReason?.isSyncedAgain ?? false
    else { return }
    start(index, of: pod, cluster, &context)
  }

  /// The pause after a sync that failed: the next round of the kubelet after a drawn time.
  func syncPause(
    of pod: PodID, _ index: UInt16, attempt: Int, _ cluster: borrowing ClusterState
  ) -> SimulationDuration {
    var stream = stream("sync-pause/\(attempt)", pod, index, cluster)
    let jitter = Int64(stream.index(below: 5_000_001))
    return SimulationDuration(microseconds: 10_000_000 + jitter)
  }
}
