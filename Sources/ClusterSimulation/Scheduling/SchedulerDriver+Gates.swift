import ClusterState
import Scheduling

extension SchedulerDriver {
  /// Whether scheduling gates keep the pods of `template` out of the queue.
  ///
  /// Source: `SchedulingGates.PreEnqueue`, Kubernetes 1.34.
  func holdsBack(_ template: PodTemplate) -> Bool {
    guard !template.pod.spec.schedulingGates.isEmpty, let profile = profile(of: template) else {
      return false
    }
    return core.profiles[profile].holdsBackGatedPods
  }
}
