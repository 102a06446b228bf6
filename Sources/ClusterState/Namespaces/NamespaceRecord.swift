import SimulationEngine

/// A namespace: a room for names, which goes with all that is in it.
public struct NamespaceRecord: Sendable {
  /// The namespace's name.
  public let name: Symbol
  /// `metadata.labels`.
  public internal(set) var labels: LabelSet
  /// Whether no object says that it is there, only the names of others in it.
  public internal(set) var isImplied: Bool
  /// When the object was created.
  public let created: SimulationTime
  /// When someone asked for its deletion: from then on it is `Terminating`; unset before.
  public internal(set) var deletion: SimulationTime = .unset
  /// What its controller has last said of the deletion; nil before it has looked.
  public internal(set) var status: NamespaceDeletionStatus?
  /// When the object left the API server.
  public internal(set) var removed: SimulationTime = .unset

  /// Whether the object is still there.
  public var isPresent: Bool { !removed.isSet }
  /// Whether it is there, being emptied: nothing new may be created in it.
  public var isTerminating: Bool { isPresent && deletion.isSet }
}

/// What the conditions of a namespace that is being emptied say.
///
/// Source: `pkg/controller/namespace/deletion/status_condition_utils.go`, Kubernetes 1.16 to 1.36.
public struct NamespaceDeletionStatus: Hashable, Sendable {
  /// What is left, such as `pods. has 2 resource instances`; empty where nothing is.
  public var remainingContent = ""
  /// Which finalizers hold it, such as `kubernetes.io/pvc-protection in 1 resource instances`.
  public var remainingFinalizers = ""
  /// What could not be deleted; empty where nothing failed.
  public var failure = ""

  /// Nothing is left.
  public init() {}
}

/// How many objects of a collection are left, and what holds them.
public struct NamespaceRemains: Hashable, Sendable {
  /// The resource with its group, such as `pods.`.
  public let resource: String
  /// How many objects.
  public let count: Int
  /// How many of them each finalizer holds, by its name.
  public let finalizers: [Finalizer]

  /// A finalizer and how many objects it holds.
  public struct Finalizer: Hashable, Sendable {
    /// As in `metadata.finalizers`.
    public let name: String
    /// How many objects.
    public let count: Int
  }
}
