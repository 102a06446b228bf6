import SimulationEngine

/// A replication controller or a replica set: how many pods of one template are wanted.
///
/// The two differ in their selector's form and in nothing else that a simulation can see. Only
/// `ClusterState` writes records.
public struct ReplicaControllerRecord: Sendable {
  /// Which of the two.
  public enum Kind: UInt8, Sendable {
    /// `v1.ReplicationController`.
    case replicationController
    /// `apps/v1.ReplicaSet`.
    case replicaSet

    /// The API's word.
    public var name: String {
      self == .replicationController ? "ReplicationController" : "ReplicaSet"
    }
  }

  /// Which of the two.
  public let kind: Kind
  /// The namespace's name.
  public let namespace: Symbol
  /// The object's name.
  public let name: Symbol
  /// `metadata.uid`; empty where no manifest says it.
  public let uid: Symbol
  /// The name with a dash behind it: the base of its pods' names.
  public let podNameBase: Symbol
  /// Which pods it counts.
  public internal(set) var selector: CompiledSelector
  /// What its pods are stamped from.
  public internal(set) var template: PodTemplateID
  /// `spec.replicas`.
  public internal(set) var replicas: Int32
  /// `spec.minReadySeconds`.
  public internal(set) var minReady: SimulationDuration
  /// The templates whose pods the selector matches, oldest first.
  public internal(set) var matching: ContiguousArray<PodTemplateID> = []

  /// `status.replicas`.
  public internal(set) var currentReplicas: Int32 = 0
  /// `status.readyReplicas`.
  public internal(set) var readyReplicas: Int32 = 0
  /// `status.availableReplicas`.
  public internal(set) var availableReplicas: Int32 = 0
  /// When the object was created.
  public let created: SimulationTime
  /// When the object left the API server.
  public internal(set) var removed: SimulationTime = .unset

  /// Whether the object is still there.
  public var isPresent: Bool { !removed.isSet }
}
