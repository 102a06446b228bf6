/// When a claim gets its volume.
public enum VolumeBindingMode: String, Sendable, EnumerationDecodable {
  /// As soon as it exists.
  case immediate = "Immediate"
  /// When a pod that uses it is scheduled.
  case waitForFirstConsumer = "WaitForFirstConsumer"
}

/// How volumes of one kind are made.
public struct StorageClass: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()
  /// What makes the volumes; `kubernetes.io/no-provisioner` for nothing.
  public var provisioner = ""
  /// What the provisioner is told.
  public var parameters = Labels()
  /// When a claim gets its volume.
  public var volumeBindingMode = VolumeBindingMode.immediate
  /// What becomes of a volume whose claim is gone.
  public var reclaimPolicy = PersistentVolumeReclaimPolicy.delete
  /// Whether volumes may grow.
  public var allowVolumeExpansion = false
  /// Where volumes may be made; empty for anywhere.
  public var allowedTopologies: [TopologySelectorTerm] = []

  /// A class without a provisioner.
  public init() {}
}

extension StorageClass: StoredObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "StorageClass", in: ["storage.k8s.io/v1", "storage.k8s.io/v1beta1"], isNamespaced: false,
    role: .simulated)

  /// Reads one field of the class.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "provisioner": decoder.read(&provisioner)
    case "parameters": decoder.read(&parameters)
    case "volumeBindingMode": decoder.read(&volumeBindingMode)
    case "reclaimPolicy": decoder.read(&reclaimPolicy)
    case "allowVolumeExpansion": decoder.read(&allowVolumeExpansion)
    case "allowedTopologies": decoder.read(&allowedTopologies)
    case "apiVersion", "kind", "mountOptions": break
    default: decoder.skipUnknownField()
    }
  }
}

/// Labels that a node must have together.
public struct TopologySelectorTerm: Hashable, Sendable {
  public var matchLabelExpressions: [TopologySelectorLabelRequirement] = []

  /// A term that matches every node.
  public init() {}
}

extension TopologySelectorTerm: ObjectDecodable {
  /// Reads one field of the term.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "matchLabelExpressions": decoder.read(&matchLabelExpressions)
    default: decoder.skipUnknownField()
    }
  }
}

/// A label of which a node must have one of several values.
public struct TopologySelectorLabelRequirement: Hashable, Sendable {
  /// The label's key.
  public var key = ""
  public var values: [String] = []

  /// A requirement on no label.
  public init() {}
}

extension TopologySelectorLabelRequirement: ObjectDecodable {
  /// Reads one field of the requirement.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "key": decoder.read(&key)
    case "values": decoder.read(&values)
    default: decoder.skipUnknownField()
    }
  }
}
