import ClusterState
import KubernetesObjects

/// An object before and after a change.
public struct ObjectChange<Object: Sendable>: Sendable {
  /// The object before; nil if it is new.
  public let old: Object?
  /// The object after; nil if it is gone.
  public let new: Object?

  /// The change from `old` to `new`.
  public init(from old: Object?, to new: Object?) {
    self.old = old
    self.new = new
  }
}

/// A change of the cluster that may make a pod schedulable.
///
/// Source: `framework.ClusterEvent`, Kubernetes 1.34, with the objects that its hints are handed.
public struct ClusterEvent: Sendable {
  /// The object that changed, as far as hints look at it.
  public enum Subject: Sendable {
    case node(ObjectChange<NodeFacts>)
    case pod(ObjectChange<PodFacts>)
    /// A persistent volume.
    indirect case persistentVolume(ObjectChange<PersistentVolume>)
    /// A claim of a persistent volume.
    indirect case persistentVolumeClaim(ObjectChange<PersistentVolumeClaim>)
    /// A storage class.
    indirect case storageClass(ObjectChange<StorageClass>)
    /// The storage drivers of a node.
    indirect case csiNode(ObjectChange<CSINode>)
    /// A storage driver.
    indirect case csiDriver(ObjectChange<CSIDriver>)
    /// Storage that is left.
    indirect case csiStorageCapacity(ObjectChange<CSIStorageCapacity>)
    /// A volume at a node.
    indirect case volumeAttachment(ObjectChange<VolumeAttachment>)
    /// A claim of devices.
    indirect case resourceClaim(ObjectChange<ResourceClaim>)
    /// Devices, or a class of devices: no hint looks at them.
    case devices
  }

  /// The kind of the object.
  public let resource: ClusterResource
  /// What happened to it: a single action, or a change as such.
  public let action: ClusterActions
  public let subject: Subject

  /// The event that `action` happened to `subject`, which is of `resource`.
  public init(_ resource: ClusterResource, _ action: ClusterActions, _ subject: Subject) {
    self.resource = resource
    self.action = action
    self.subject = subject
  }

  /// The event that `action` changed a node.
  public static func node(
    _ action: ClusterActions, from old: NodeFacts?, to new: NodeFacts?
  ) -> ClusterEvent {
    ClusterEvent(.node, action, .node(ObjectChange(from: old, to: new)))
  }

  /// The event that a node joined.
  public static func nodeAdded(_ node: NodeFacts) -> ClusterEvent {
    .node(.add, from: nil, to: node)
  }

  /// The event that a node left.
  public static func nodeDeleted(_ node: NodeFacts) -> ClusterEvent {
    .node(.delete, from: node, to: nil)
  }

  /// The event that a pod came to a node.
  public static func assignedPodAdded(_ pod: PodFacts) -> ClusterEvent {
    ClusterEvent(.assignedPod, .add, .pod(ObjectChange(from: nil, to: pod)))
  }

  /// The event that a pod left its node or ended there, or that a pod which waits lost the node
  /// that it was nominated for.
  public static func assignedPodDeleted(_ pod: PodFacts) -> ClusterEvent {
    ClusterEvent(.assignedPod, .delete, .pod(ObjectChange(from: pod, to: nil)))
  }

  /// The pod that the event is about; absent if it is about none.
  public var pod: PodID {
    guard case .pod(let change) = subject else { return .absent }
    return change.new?.pod ?? change.old?.pod ?? .absent
  }

  /// Whether a pod went.
  var isPodDeletion: Bool { action == .delete && resource == .assignedPod }

  /// What woke a pod that the event moved.
  public var cause: QueueingCause { .event(resource, action) }
}
