import ClusterState
import Scheduling

extension SchedulerDriver {
  /// Whether scheduling gates keep the pods of `template` out of the queue.
  ///
  /// The field is newer than the schedulers of the first years, which do not know it. Source:
  /// `SchedulingGates.PreEnqueue`, Kubernetes 1.34.
  func holdsBack(_ template: PodTemplate) -> Bool {
    !template.pod.spec.schedulingGates.isEmpty
      && core.profiles.allSatisfy { $0.maximumScore == 100 }
  }
}
