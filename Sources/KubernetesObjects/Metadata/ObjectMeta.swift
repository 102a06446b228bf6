/// What every API object has: its name, its labels, its owners and its deletion.
public struct ObjectMeta: Hashable, Sendable {
  /// Unique among the objects of one kind in one namespace.
  public var name = ""
  /// The prefix of a generated name, when `name` is empty.
  public var generateName = ""
  /// The namespace; empty for `default` or for kinds that live in none.
  public var namespace = ""
  /// Unique among all objects that ever were; empty before the object is created.
  public var uid = ""
  /// What selectors look at.
  public var labels = Labels()
  /// Notes that no selector looks at.
  public var annotations = Labels()
  /// The objects on which this one depends.
  public var ownerReferences: [OwnerReference] = []
  /// What must be done before a deleted object goes.
  public var finalizers: [String] = []
  /// Counts the changes of the desired state.
  public var generation: Int64 = 0
  /// The version of the object in its store.
  public var resourceVersion = ""
  /// When the object was created.
  public var creationTimestamp: Timestamp?
  /// When the object goes or should have gone; nil unless it is being deleted.
  public var deletionTimestamp: Timestamp?
  /// The seconds that the deletion waits.
  public var deletionGracePeriodSeconds: Int64?

  /// Metadata without a name.
  public init() {}

  /// Metadata of an object called `name` in `namespace`.
  public init(name: String, namespace: String = "", labels: Labels = Labels()) {
    self.name = name
    self.namespace = namespace
    self.labels = labels
  }

  /// Whether the object is being deleted.
  public var isBeingDeleted: Bool { deletionTimestamp != nil }

  /// The owner that controls this object, if one does.
  public var controller: OwnerReference? { ownerReferences.first { $0.controller } }
}

extension ObjectMeta: ObjectDecodable {
  /// Reads one field of the metadata.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "name": decoder.read(&self.name)
    case "generateName": decoder.read(&generateName)
    case "namespace": decoder.read(&namespace)
    case "uid": decoder.read(&uid)
    case "labels": decoder.read(&labels)
    case "annotations": decoder.read(&annotations)
    case "ownerReferences": decoder.read(&ownerReferences)
    case "finalizers": decoder.read(&finalizers)
    case "generation": decoder.read(&generation)
    case "resourceVersion": decoder.read(&resourceVersion)
    case "creationTimestamp": decoder.read(&creationTimestamp)
    case "deletionTimestamp": decoder.read(&deletionTimestamp)
    case "deletionGracePeriodSeconds": decoder.read(&deletionGracePeriodSeconds)
    case "selfLink", "managedFields": break
    case "clusterName", "initializers": decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }
}
