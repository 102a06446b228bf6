import KubernetesObjects
import SimulationEngine

/// A template that a workload has or had, as an object of its own: `apps/v1.ControllerRevision`.
///
/// Two revisions hold one thing if their templates are one. Only `ClusterState` writes records.
public struct ControllerRevisionRecord: Sendable {
  /// The namespace's name.
  public let namespace: Symbol
  /// The object's name: the workload's and the hash.
  public let name: Symbol
  /// The value of the pods' label `controller-revision-hash`.
  public let podLabel: Symbol
  /// The workload that owns it; `absent` for none.
  public internal(set) var owner: WorkloadID
  /// `metadata.labels`: those of the template, by which an orphan is found.
  public let labels: LabelSet
  /// The template.
  public let template: PodTemplateID
  /// `revision`: higher than that of every earlier template.
  public internal(set) var number: Int64
  /// When the object was created.
  public let created: SimulationTime
  /// When the object left the API server.
  public internal(set) var removed: SimulationTime = .unset

  /// Whether the object is still there.
  public var isPresent: Bool { !removed.isSet }

  /// What any revision costs under a quota.
  static let usage = ResourceList.objectUsage("controllerrevisions.apps", isCore: false)
}

/// A revision that a controller wants created.
public struct ControllerRevisionDraft: Hashable, Sendable {
  /// The workload that will own it, whose template it keeps.
  public var owner: WorkloadID
  /// The object's name.
  public var name: String
  /// The value of the pods' label `controller-revision-hash`.
  public var podLabel: String
  /// The template.
  public var template: PodTemplateID
  /// `revision`.
  public var number: Int64

  /// A revision to be created.
  public init(
    owner: WorkloadID, name: String, podLabel: String, template: PodTemplateID, number: Int64
  ) {
    self.owner = owner
    self.name = name
    self.podLabel = podLabel
    self.template = template
    self.number = number
  }
}
