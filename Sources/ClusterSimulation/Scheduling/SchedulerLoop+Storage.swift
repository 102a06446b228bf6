import ClusterState
import KubernetesObjects
import Scheduling

/// What the scheduler's watch brings of volumes, claims, classes and storage drivers: all of it is
/// looked at anew in the next cycle, and the queue learns what may help.
extension SchedulerLoop {
  /// Takes over a change of such an object.
  mutating func observeStorage(_ change: ClusterChange, in world: borrowing World) {
    guard usesQueue, queue.heedsEvents, change.verb != .removed || change.subject == .attachment,
      let event = watched.storage.event(of: change, in: world.cluster)
    else { return }
    notifyQueue(of: event, in: world)
  }
}

/// What the watch has brought last of objects of storage, as far as hints look at it.
struct WatchedStorage: Sendable {
  private var classes: [Int32: StorageClass] = [:]
  private var drivers: [Int32: CSINode] = [:]

  /// The event that a change of `cluster` makes; nil for one that no plugin has registered for.
  fileprivate mutating func event(
    of change: ClusterChange, in cluster: borrowing ClusterState
  ) -> ClusterEvent? {
    let action: ClusterActions = change.verb == .added ? .add : .update
    switch change.subject {
    case .claim:
      let record = cluster.claims[Int(change.index)]
      guard record.isPresent else { return nil }
      let old = change.verb == .added ? nil : record.claim
      return ClusterEvent(
        .persistentVolumeClaim, action,
        .persistentVolumeClaim(.init(from: old, to: record.claim)))
    case .volume:
      let record = cluster.volumes[Int(change.index)]
      guard record.isPresent else { return nil }
      let old = change.verb == .added ? nil : record.volume
      return ClusterEvent(
        .persistentVolume, action, .persistentVolume(.init(from: old, to: record.volume)))
    case .storageClass:
      let name = cluster.symbols[cluster.storageClasses[Int(change.index)].name]
      guard let new = cluster.storage.classes[name] else { return nil }
      let old = classes.updateValue(new, forKey: change.index)
      return ClusterEvent(
        .storageClass, old == nil ? .add : .update,
        .storageClass(.init(from: old, to: new)))
    case .storageDrivers:
      let name = cluster.storage.driverNodes[Int(change.index)]
      guard let new = cluster.storage.drivers(ofNode: name) else { return nil }
      let old = drivers.updateValue(new, forKey: change.index)
      return ClusterEvent(
        .csiNode, old == nil ? .add : .update, .csiNode(.init(from: old, to: new)))
    case .attachment where change.verb == .removed:
      return ClusterEvent(
        .volumeAttachment, .delete,
        .volumeAttachment(.init(from: VolumeAttachment(), to: nil)))
    default: return nil
    }
  }
}
