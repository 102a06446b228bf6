import ClusterState
import KubernetesObjects

extension VolumeBinding {
  /// Volumes, claims, classes, drivers and the storage that they have left, and nodes.
  public var events: [EventRegistration] {
    [
      .init(.storageClass, [.add, .update]), .init(.persistentVolumeClaim, [.add, .update]),
      .init(always: .persistentVolume, [.add, .update]),
      .init(always: .node, [.add, .updateNodeLabel]), .init(.csiNode, [.add, .update]),
      .init(.csiDriver, .update), .init(.csiStorageCapacity, [.add, .update]),
    ]
  }

  /// Whether what changed may give the pod its volumes.
  ///
  /// Source: the hints of `volume_binding.go`, Kubernetes 1.34.
  public func helps(
    _ event: ClusterEvent, _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Bool {
    switch event.subject {
    case .storageClass(let change):
      guard let old = change.old, let new = change.new else { return true }
      return old.allowedTopologies != new.allowedTopologies
    case .persistentVolumeClaim(let change):
      guard let new = change.new else { return true }
      return new.isUsed(by: pod, cluster, cache, countsEphemeral: true)
    case .csiNode(let change):
      guard let old = change.old, let new = change.new else { return true }
      let key = "storage.alpha.kubernetes.io/migrated-plugins"
      return (old.metadata.annotations[key] ?? "") != (new.metadata.annotations[key] ?? "")
    case .csiDriver(let change):
      guard let old = change.old, let new = change.new else { return true }
      let drivers = cache.requirements[pod.template.row].volumes.inlineDrivers
      return old.storageCapacity && !new.storageCapacity && drivers.contains(new.metadata.name)
    case .csiStorageCapacity(let change):
      guard let old = change.old else { return true }
      guard let limit = change.new?.limit else { return false }
      return old.limit.map { limit > $0 } ?? true
    default: return true
    }
  }
}

extension CSIStorageCapacity {
  /// The largest volume that can be made, in bytes; nil if the driver does not say.
  fileprivate var limit: Int64? { (maximumVolumeSize ?? capacity)?.value }
}

extension PersistentVolumeClaim {
  /// Whether `pod` uses the claim.
  ///
  /// - Parameter countsEphemeral: whether the claims count that are made with the pod for its
  ///   volumes, and bear its name.
  func isUsed(
    by pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, countsEphemeral: Bool
  ) -> Bool {
    let requirements = cache.requirements[pod.template.row]
    let namespace = metadata.namespace.isEmpty ? "default" : metadata.namespace
    guard cluster.symbols[requirements.template.namespace] == namespace else { return false }
    let isNamed = countsEphemeral && pod.pod.isPresent && !requirements.volumes.ephemeral.isEmpty
    let name = isNamed ? cluster.pods[pod.pod].name.text(cluster.symbols) : nil
    return requirements.volumes.uses(claim: metadata.name, asPodNamed: name)
  }
}
