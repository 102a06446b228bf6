/// A kind of object whose changes may help pods that wait, by its name in the scheduler.
///
/// Source: `framework.EventResource`, Kubernetes 1.34.
public enum ClusterResource: UInt8, Sendable, CaseIterable {
  /// Any pod: what plugins register for. Events are about one of the next two.
  case pod
  /// A pod that has a node.
  case assignedPod
  /// A pod that has none yet.
  case unschedulablePod
  case node
  /// A persistent volume.
  case persistentVolume
  /// A claim of a persistent volume.
  case persistentVolumeClaim
  /// A storage class.
  case storageClass
  /// The storage drivers of a node.
  case csiNode
  /// A storage driver.
  case csiDriver
  /// How much storage a driver has left somewhere.
  case csiStorageCapacity
  /// A volume on its way to a node, or there.
  case volumeAttachment
  /// A class of devices.
  case deviceClass
  /// The devices that a driver offers.
  case resourceSlice
  /// A claim of devices.
  case resourceClaim

  /// The name.
  public var name: String {
    switch self {
    case .pod: "Pod"
    case .assignedPod: "AssignedPod"
    case .unschedulablePod: "UnschedulablePod"
    case .node: "Node"
    case .persistentVolume: "PersistentVolume"
    case .persistentVolumeClaim: "PersistentVolumeClaim"
    case .storageClass: "storage.k8s.io/StorageClass"
    case .csiNode: "storage.k8s.io/CSINode"
    case .csiDriver: "storage.k8s.io/CSIDriver"
    case .csiStorageCapacity: "storage.k8s.io/CSIStorageCapacity"
    case .volumeAttachment: "storage.k8s.io/VolumeAttachment"
    case .deviceClass: "resource.k8s.io/DeviceClass"
    case .resourceSlice: "resource.k8s.io/ResourceSlice"
    case .resourceClaim: "resource.k8s.io/ResourceClaim"
    }
  }

  /// The place among all kinds.
  var index: Int { Int(rawValue) }

  /// The kind called `name`; nil if there is none.
  public init?(name: String) {
    guard let known = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = known
  }

  /// Whether a registration for this kind is about events of `other`.
  func covers(_ other: ClusterResource) -> Bool {
    self == other || self == .pod && (other == .assignedPod || other == .unschedulablePod)
  }
}
