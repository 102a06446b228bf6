import SimulationEngine

/// An object that wants pods: a replication controller, a replica set and what is built on them.
///
/// The fields are those that every kind has. Only `ClusterState` writes records.
public struct WorkloadRecord: Sendable {
  /// Which kind of object.
  public let kind: WorkloadKind
  /// The namespace's name.
  public let namespace: Symbol
  /// The object's name.
  public let name: Symbol
  /// `metadata.uid`; empty where no manifest says it.
  public let uid: Symbol
  /// The name with a dash behind it, cut: the base of its pods' generated names.
  public let podNameBase: Symbol
  /// The workload that owns this one; `absent` for none.
  public internal(set) var owner: WorkloadID = .absent
  /// `metadata.labels`.
  public internal(set) var labels: LabelSet
  /// `metadata.annotations`, without those that its controller writes.
  public internal(set) var annotations: LabelSet
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

  /// `metadata.generation`: counts the changes of the specification.
  public internal(set) var generation: Int64 = 1
  /// Counts the changes of the template: the annotation
  /// `deprecated.daemonset.template.generation` of a daemon set.
  public internal(set) var templateGeneration: Int64 = 1
  /// The row of what only its kind has, in the table of details; negative for none.
  var detail: Int32 = -1
  /// What was observed of its pods.
  public internal(set) var status = WorkloadStatus()
  /// When the object was created.
  public let created: SimulationTime
  /// How the object is being deleted while it is still there; nil if it is not.
  public internal(set) var deletion: DeletionPropagation?
  /// When the object left the API server.
  public internal(set) var removed: SimulationTime = .unset

  /// Whether the object is still there.
  public var isPresent: Bool { !removed.isSet }

  /// What the generated names of the pods of a workload begin with, so that five letters have room.
  ///
  /// Source: `maxGeneratedNameLength` of `k8s.io/apiserver/pkg/storage/names`, Kubernetes 1.36.
  static func podNameBase(of name: String) -> String { String((name + "-").prefix(58)) }
}
