import ClusterState
import SimulationEngine

/// Config maps and secrets that a pod needs and that are not there, or lack a key.
///
/// A volume holds the whole pod up, before its sandbox; an environment holds up its container. The
/// mount of a volume is tried again after 0.5 s, doubled up to 2 min 2 s (`pkg/util/goroutinemap`,
/// `exponentialbackoff`, Kubernetes 1.3 to 1.36). A sync that fails is tried again after 10 to 15 s
/// (`backOffPeriod` and `workerBackOffPeriodJitterFactor` of `pkg/kubelet`, 1.2 to 1.36).
extension Kubelets {
  private static let firstMountPause = SimulationDuration.milliseconds(500)
  private static let longestMountPause = SimulationDuration.seconds(122)

  /// Mounts the volumes of a pod, whose sandbox follows, or waits for objects and disks that are
  /// missing.
  mutating func mountVolumes(
    of pod: PodID, _ cluster: borrowing ClusterState, _ context: inout KubeletContext
  ) {
    let template = cluster.pods[pod].template
    let missing = cluster.missingNeed(of: template, for: .volume)
    if let missing {
      context.record(.failedMount, pod, 0, image: missing)
    } else if hasDisks(of: pod, cluster, &context) {
      if let secret = cluster.missingNeed(of: template, for: .pullSecret) {
        context.record(.missingPullSecret, pod, 0, image: secret)
      }
      return startSandbox(of: pod, cluster, &context)
    }
    let tries = workers[pod.row].failedMounts
    workers[pod.row].failedMounts = min(tries, 200) + 1
    let pause =
      settings.mountsVolumesApart
      ? min(Self.longestMountPause, Self.firstMountPause * (1 << Int64(min(tries, 8))))
      : syncPause(of: pod, 0, attempt: Int(tries), cluster)
    context.post(.mountDue(pod, generation: workers[pod.row].generation), after: pause)
  }

  /// Whether the environment of container `index` can be made; if not, it waits, and the containers
  /// after it do not.
  mutating func hasEnvironment(
    of index: UInt16, of pod: PodID, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) -> Bool {
    let template = cluster.templates[cluster.pods[pod].template]
    let use = TemplateNeed.Use.environment(container: Int(index))
    guard let missing = cluster.missingNeed(of: template.id, for: use) else { return true }
    let row = workers[pod.row].row(index)
    context.record(.missingConfig, pod, index, image: missing)
    let pause = syncPause(of: pod, index, attempt: Int(containers[row].failedConfigs), cluster)
    containers[row].failedConfigs += 1
    containers[row].waitReason = .missingConfig
    let generation = workers[pod.row].generation
    context.post(.creationDue(pod, container: index, generation: generation), after: pause)
    scheduleStatus(of: pod, noticed: context.now, &context)
    if index == workers[pod.row].starting, !template.containers[Int(index)].isInit {
      workers[pod.row].starting += 1
      startNext(of: pod, cluster, &context)
    }
    return false
  }

  /// Tries again to create container `index`.
  mutating func tryAgain(
    _ index: UInt16, of pod: PodID, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    let row = workers[pod.row].row(index)
    guard containers[row].state == .waiting, containers[row].waitReason == .missingConfig else {
      return
    }
    start(index, of: pod, cluster, &context)
  }

  /// The pause after a sync that failed: the next round of the kubelet after a drawn time.
  private func syncPause(
    of pod: PodID, _ index: UInt16, attempt: Int, _ cluster: borrowing ClusterState
  ) -> SimulationDuration {
    var stream = stream("sync-pause/\(attempt)", pod, index, cluster)
    let jitter = Int64(stream.index(below: 5_000_001))
    return SimulationDuration(microseconds: 10_000_000 + jitter)
  }
}
