import KubernetesObjects
import SimulationEngine

/// An image on a node.
public struct NodeImage: Hashable, Sendable {
  /// The image's name with its tag.
  public let name: Symbol
  /// Its size on disk, in bytes.
  public let sizeBytes: Int64

  /// The image `name` of `sizeBytes` bytes.
  public init(name: Symbol, sizeBytes: Int64) {
    self.name = name
    self.sizeBytes = sizeBytes
  }
}

/// One node as the API server keeps it: what it offers, its labels and taints, and what was last
/// heard of it. Only `ClusterState` writes records.
public struct NodeRecord: Sendable {
  /// The node's name.
  public let name: Symbol
  /// The node pool that made it; empty for a node of its own.
  public let pool: Symbol
  /// `metadata.labels`.
  public internal(set) var labels: LabelSet
  /// `metadata.annotations`, for the few that schedulers read.
  public internal(set) var annotations: LabelSet
  /// `spec.taints`, in order.
  public internal(set) var taints: ContiguousArray<NodeTaint>
  /// `spec.unschedulable`: cordoned.
  public internal(set) var isCordoned: Bool
  /// `status.capacity`, without the number of pods.
  public internal(set) var capacity: ResourceAmounts
  /// `status.allocatable`, without the number of pods.
  public internal(set) var allocatable: ResourceAmounts
  /// `status.allocatable.pods`.
  public internal(set) var allocatablePods: Int64
  /// The devices that pods take one by one or in shares.
  public internal(set) var deviceCount: Int
  /// `status.images`, in order of report.
  public internal(set) var images: ContiguousArray<NodeImage>
  /// `status.declaredFeatures`.
  public internal(set) var declaredFeatures: NodeFeatures

  /// The condition `Ready`.
  public internal(set) var ready: ConditionStatus
  /// The reason of the condition `Ready`, such as `KubeletReady` or `NodeStatusUnknown`.
  public internal(set) var readyReason: Symbol = .empty
  /// The last transition of the condition `Ready`; unset until the first one.
  public internal(set) var readyTransition: SimulationTime = .unset
  /// `OutOfDisk` of the classic era.
  public internal(set) var outOfDisk: ConditionStatus = .absent
  /// The last time the kubelet posted its status.
  public internal(set) var heartbeat: SimulationTime = .unset
  /// The last time the kubelet renewed its lease.
  public internal(set) var leaseRenewed: SimulationTime = .unset
  /// When the node joined.
  public let created: SimulationTime
  /// When the node object left the API server.
  public internal(set) var removed: SimulationTime = .unset

  /// A node that joins at `created`, of which nothing has been heard.
  public init(
    name: Symbol, pool: Symbol, labels: LabelSet, annotations: LabelSet = .empty,
    taints: ContiguousArray<NodeTaint> = [], isCordoned: Bool = false,
    capacity: ResourceAmounts, allocatable: ResourceAmounts, allocatablePods: Int64,
    deviceCount: Int = 0, images: ContiguousArray<NodeImage> = [],
    declaredFeatures: NodeFeatures = [], ready: ConditionStatus = .absent,
    outOfDisk: ConditionStatus = .absent, created: SimulationTime
  ) {
    self.name = name
    self.pool = pool
    self.labels = labels
    self.annotations = annotations
    self.taints = taints
    self.isCordoned = isCordoned
    self.capacity = capacity
    self.allocatable = allocatable
    self.allocatablePods = allocatablePods
    self.deviceCount = deviceCount
    self.images = images
    self.declaredFeatures = declaredFeatures
    self.ready = ready
    self.outOfDisk = outOfDisk
    self.created = created
  }

  /// Whether the node object is still there.
  public var isPresent: Bool { !removed.isSet }
}
