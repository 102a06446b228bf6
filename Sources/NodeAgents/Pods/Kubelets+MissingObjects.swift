import ClusterState
import SimulationEngine

/// Config maps and secrets that a pod needs and that are not there, or lack a key.
///
/// A volume holds the whole pod up, before its sandbox; an environment holds up its container. The
/// mount of a volume is tried again after 0.5 s, doubled up to 2 min 2 s (`pkg/util/goroutinemap`,
/// `exponentialbackoff`, Kubernetes 1.3 to 1.36).
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
    context.record(.missingConfig, pod, index, image: missing)
    failCreation(of: index, of: pod, .missingConfig, cluster, &context)
    return false
  }
}
