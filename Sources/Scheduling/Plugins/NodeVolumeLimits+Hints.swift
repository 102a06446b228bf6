import ClusterState

extension NodeVolumeLimits {
  /// Storage drivers of nodes, pods and attachments that go, and claims that come.
  public var events: [EventRegistration] {
    [
      .init(always: .csiNode, .add), .init(.csiNode, .update), .init(.pod, .delete),
      .init(.persistentVolumeClaim, .add), .init(.volumeAttachment, .delete),
    ]
  }

  /// Whether a node takes more volumes, one was detached, or a claim of the pod came.
  ///
  /// Source: `CSILimits.isSchedulableAfterCSINodeUpdated`, `isSchedulableAfterPodDeleted`,
  /// `isSchedulableAfterPVCAdded` and `isSchedulableAfterVolumeAttachmentDeleted`, Kubernetes 1.34.
  public func helps(
    _ event: ClusterEvent, _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Bool {
    let volumes = cache.requirements[pod.template.row].volumes
    switch event.subject {
    case .csiNode(let change):
      guard let old = change.old, let new = change.new else { return true }
      return new.drivers.contains { driver in
        let before = old.drivers.first { $0.name == driver.name }?.allocatableCount ?? 0
        return (driver.allocatableCount ?? 0) > before
      }
    case .pod(let change):
      guard let old = change.old else { return true }
      return old.holdsRoom
        && cache.requirements[old.template.row].volumes.mayCountAgainstLimits
    case .persistentVolumeClaim(let change):
      guard let new = change.new else { return true }
      return new.isUsed(by: pod, cluster, cache, countsEphemeral: true)
    case .volumeAttachment(let change):
      guard let old = change.old else { return true }
      return !volumes.claims.isEmpty || volumes.migratedDrivers.contains(old.attacher)
    default: return true
    }
  }
}
