import KubernetesObjects
import SimulationEngine

/// A workload that a controller wants created.
public struct WorkloadDraft: Hashable, Sendable {
  /// Which kind of object.
  public var kind: WorkloadKind
  /// The object's name.
  public var name: String
  /// The workload that will own it.
  public var owner: WorkloadID
  /// `metadata.labels`.
  public var labels: Labels
  /// `metadata.annotations`, without those that its controller writes.
  public var annotations = Labels()
  /// Which pods it counts.
  public var selector: LabelSelector
  /// What its pods are stamped from, with their namespace, which is the object's too.
  public var template: Pod
  /// `spec.replicas`.
  public var replicas: Int32
  /// `spec.minReadySeconds`.
  public var minReady: SimulationDuration
  /// What only its kind has.
  public var detail: WorkloadDetail?

  /// An object to be created.
  public init(
    kind: WorkloadKind, name: String, owner: WorkloadID, labels: Labels, selector: LabelSelector,
    template: Pod, replicas: Int32, minReady: SimulationDuration, detail: WorkloadDetail?
  ) {
    self.kind = kind
    self.name = name
    self.owner = owner
    self.labels = labels
    self.selector = selector
    self.template = template
    self.replicas = replicas
    self.minReady = minReady
    self.detail = detail
  }
}

/// What a controller wants changed of a workload; what is nil stays.
public struct WorkloadEdit: Hashable, Sendable {
  /// `spec.replicas`.
  public var replicas: Int32?
  /// `spec.minReadySeconds`.
  public var minReady: SimulationDuration?
  /// `metadata.annotations`, without those that its controller writes.
  public var annotations: Labels?
  /// What only its kind has.
  public var detail: WorkloadDetail?

  /// A change.
  public init(
    replicas: Int32? = nil, minReady: SimulationDuration? = nil, detail: WorkloadDetail? = nil
  ) {
    self.replicas = replicas
    self.minReady = minReady
    self.detail = detail
  }
}
