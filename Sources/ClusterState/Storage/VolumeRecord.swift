import KubernetesObjects
import SimulationEngine

/// A persistent volume as the API server keeps it. Only `ClusterState` writes records.
public struct VolumeRecord: Sendable {
  /// The volume's name.
  public let name: Symbol
  /// The object: what it is, the claim that has it, and its phase.
  public internal(set) var volume: PersistentVolume
  /// The disk that nodes attach; nil for what they reach without.
  public internal(set) var disk: AttachableDisk?
  /// When the object was created.
  public let created: SimulationTime
  /// Whether it is marked for deletion; it stays while a claim has it.
  public internal(set) var isDeleting = false
  /// When the object left the API server.
  public internal(set) var removed: SimulationTime = .unset

  /// Whether the object is still there.
  public var isPresent: Bool { !removed.isSet }
}

/// A storage class as the API server keeps it.
public struct StorageClassRecord: Sendable {
  /// The class's name.
  public let name: Symbol
  /// When the object was created.
  public let created: SimulationTime
  /// When the object left the API server.
  public internal(set) var removed: SimulationTime = .unset

  /// Whether the object is still there.
  public var isPresent: Bool { !removed.isSet }
}
