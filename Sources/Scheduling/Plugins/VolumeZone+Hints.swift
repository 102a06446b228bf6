import ClusterState

extension VolumeZone {
  /// Classes, claims, volumes and nodes.
  public var events: [EventRegistration] {
    [
      .init(.storageClass, .add), .init(always: .node, [.add, .updateNodeLabel]),
      .init(.persistentVolumeClaim, [.add, .update]), .init(.persistentVolume, [.add, .update]),
    ]
  }

  /// Whether what changed may tell where the volumes of the pod are.
  ///
  /// Source: the hints of `volume_zone.go`, Kubernetes 1.34.
  public func helps(
    _ event: ClusterEvent, _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Bool {
    switch event.subject {
    case .storageClass(let change):
      return change.new.map { $0.volumeBindingMode == .waitForFirstConsumer } ?? true
    case .persistentVolumeClaim(let change):
      guard let new = change.new else { return true }
      return new.isUsed(by: pod, cluster, cache, countsEphemeral: false)
    case .persistentVolume(let change):
      guard let old = change.old, let new = change.new else { return true }
      return Self.topologies(of: old) != Self.topologies(of: new)
    default: return true
    }
  }
}
