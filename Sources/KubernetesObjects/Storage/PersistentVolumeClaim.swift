/// Where a claim is in its life.
public enum PersistentVolumeClaimPhase: String, Sendable, EnumerationDecodable {
  /// It has no volume.
  case pending = "Pending"
  /// It has a volume.
  case bound = "Bound"
  /// Its volume is gone.
  case lost = "Lost"
}

/// A wish for storage.
public struct PersistentVolumeClaim: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()
  /// What is wanted.
  public var spec = PersistentVolumeClaimSpec()
  /// Where it is in its life.
  public var phase = PersistentVolumeClaimPhase.pending

  /// A claim of nothing.
  public init() {}

  /// Whether the volume controller has bound the claim: it names a volume and says so itself.
  public var isFullyBound: Bool {
    !spec.volumeName.isEmpty && metadata.annotations[StorageAnnotations.bindCompleted] != nil
  }
}

extension PersistentVolumeClaim: StoredObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "PersistentVolumeClaim", in: ["v1"], role: .simulated)

  /// Reads one field of the claim.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "spec": decoder.read(&spec)
    case "status": decoder.readPhase(&phase)
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}

/// What a claim wants.
public struct PersistentVolumeClaimSpec: Hashable, Sendable {
  /// How the volume shall be mounted.
  public var accessModes: [PersistentVolumeAccessMode] = []
  /// How much it shall hold, as `storage`.
  public var resources = ResourceRequirements()
  /// The class; nil for the default one, empty for none.
  public var storageClassName: String?
  /// The labels that the volume must have.
  public var selector: LabelSelector?
  /// The volume that the claim has or shall have; empty for any.
  public var volumeName = ""
  /// Whether files or blocks are wanted.
  public var volumeMode = PersistentVolumeMode.filesystem

  /// A claim of nothing.
  public init() {}
}

extension PersistentVolumeClaimSpec: ObjectDecodable {
  /// Reads one field of the specification.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "accessModes": decoder.read(&accessModes)
    case "resources": decoder.read(&resources)
    case "storageClassName": decoder.read(&storageClassName)
    case "selector": decoder.read(&selector)
    case "volumeName": decoder.read(&volumeName)
    case "volumeMode": decoder.read(&volumeMode)
    case "dataSource", "dataSourceRef", "volumeAttributesClassName": break
    default: decoder.skipUnknownField()
    }
  }
}
