import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine

/// What the API server does with pods, whoever asks for it.
extension World {
  /// Why no further pod of `template` is admitted, or nil if it is.
  mutating func quotaRefusal(of template: PodTemplateID) -> QuotaRefusal? {
    guard !cluster.quotas.isEmpty else { return nil }
    if configuration.controlPlane.profile == .modern { cluster.releaseOverduePods(at: now) }
    return cluster.admit(template)
  }

  /// Deletes a pod: with the grace given, or its own, or none.
  mutating func delete(_ pod: PodID, _ cause: DeletionCause, grace: SimulationDuration?) {
    let record = cluster.pods[pod]
    guard !record.isRemoved else { return }
    let granted = grace ?? cluster.grace(of: pod)
    if !record.isDeleting && record.node.isPresent {
      recording.evictions.append(
        Eviction(time: now, pod: pod, node: record.node, cause: cause, grace: granted.bounded))
    }
    cluster.requestDeletion(of: pod, grace: granted.bounded, at: now)
    noteEnd(of: pod)
  }
}
