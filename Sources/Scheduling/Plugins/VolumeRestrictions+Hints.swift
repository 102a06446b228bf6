import ClusterState

extension VolumeRestrictions {
  /// Pods that go, claims that come, and new nodes.
  public var events: [EventRegistration] {
    [
      .init(.pod, .delete), .init(always: .node, .add), .init(.persistentVolumeClaim, .add),
    ]
  }

  /// Whether a pod of the namespace that went used a disk or a claim of the pod, or one of its
  /// claims came.
  ///
  /// Source: `VolumeRestrictions.isSchedulableAfterPodDeleted` and
  /// `isSchedulableAfterPersistentVolumeClaimAdded`, Kubernetes 1.34.
  public func helps(
    _ event: ClusterEvent, _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Bool {
    let wanted = cache.requirements[pod.template.row]
    switch event.subject {
    case .pod(let change):
      guard let old = change.old else { return true }
      let gone = cache.requirements[old.template.row]
      guard gone.template.namespace == wanted.template.namespace else { return false }
      return gone.volumes.disks.contains { wanted.volumes.disks.contains(where: $0.conflicts) }
        || gone.volumes.claims.contains(where: wanted.volumes.claims.contains)
    case .persistentVolumeClaim(let change):
      guard let new = change.new else { return true }
      return new.isUsed(by: pod, cluster, cache, countsEphemeral: false)
    default: return true
    }
  }
}
