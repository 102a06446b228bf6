import KubernetesObjects
import SimulationEngine

/// What a persistent volume claim goes with.
public enum ClaimOwner: Hashable, Sendable {
  /// It stays until someone deletes it.
  case nobody
  /// It goes with a workload.
  case workload(WorkloadID)
  /// It goes with a pod.
  case pod(PodID)
}

/// A persistent volume claim as the API server keeps it. Only `ClusterState` writes records.
public struct ClaimRecord: Sendable {
  /// The namespace's name.
  public let namespace: Symbol
  /// The claim's name.
  public let name: Symbol
  /// The object: what is wanted, the volume that it has, and its phase.
  public internal(set) var claim: PersistentVolumeClaim
  /// When the object was created.
  public let created: SimulationTime
  /// What it goes with.
  public internal(set) var owner = ClaimOwner.nobody
  /// Whether it is marked for deletion; it stays while a pod uses it.
  public internal(set) var isDeleting = false
  /// When the object left the API server.
  public internal(set) var removed: SimulationTime = .unset

  /// Whether the object is still there.
  public var isPresent: Bool { !removed.isSet }
}
