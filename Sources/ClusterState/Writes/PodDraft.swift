import KubernetesObjects

/// A pod that a controller wants created and that is not just one more of its workload's template:
/// it has a name, labels or a place of its own.
public struct PodDraft: Hashable, Sendable {
  /// How the pod is called.
  public enum Name: Hashable, Sendable {
    /// The whole name.
    case whole(String)
    /// What the API server puts five letters behind.
    case generated(base: String)
  }

  /// The workload that will own it.
  public var owner: WorkloadID
  /// How it is called.
  public var name: Name
  /// Its labels, annotations and specification, with the namespace.
  public var pod: Pod

  /// A pod of `owner`.
  public init(owner: WorkloadID, name: Name, pod: Pod) {
    self.owner = owner
    self.name = name
    self.pod = pod
  }
}
