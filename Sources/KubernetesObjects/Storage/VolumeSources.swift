/// A directory that lives and dies with its pod.
public struct EmptyDirVolumeSource: Hashable, Sendable {
  /// `Memory` for a directory in main memory; empty for the node's disk.
  public var medium = ""
  /// The most that it may hold; nil for no limit.
  public var sizeLimit: Quantity?

  /// A directory on the node's disk.
  public init() {}
}

extension EmptyDirVolumeSource: ObjectDecodable {
  /// Reads one field of the source.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "medium": decoder.read(&medium)
    case "sizeLimit": decoder.read(&sizeLimit)
    default: decoder.skipUnknownField()
    }
  }
}

/// A volume that a claim gets.
public struct PersistentVolumeClaimVolumeSource: Hashable, Sendable {
  /// The claim's name, in the pod's namespace.
  public var claimName = ""
  /// Whether the pod only reads.
  public var readOnly = false

  /// A source without a claim.
  public init() {}
}

extension PersistentVolumeClaimVolumeSource: ObjectDecodable {
  /// Reads one field of the source.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "claimName": decoder.read(&claimName)
    case "readOnly": decoder.read(&readOnly)
    default: decoder.skipUnknownField()
    }
  }
}

/// A claim that is created for one pod.
public struct PersistentVolumeClaimTemplate: Hashable, Sendable {
  /// Labels and annotations of the claim.
  public var metadata = ObjectMeta()
  /// What the claim wants.
  public var spec = PersistentVolumeClaimSpec()

  /// A claim of nothing.
  public init() {}
}

extension PersistentVolumeClaimTemplate: ObjectDecodable {
  /// Reads one field of the template.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "spec": decoder.read(&spec)
    default: decoder.skipUnknownField()
    }
  }
}

/// A volume that a storage driver provides.
public struct CSIVolumeSource: Hashable, Sendable {
  /// The driver's name.
  public var driver = ""
  /// The volume's name at the driver; of persistent volumes only.
  public var volumeHandle = ""
  /// Whether it is mounted for reading only.
  public var readOnly = false

  /// A volume without a driver.
  public init() {}
}

extension CSIVolumeSource: ObjectDecodable {
  /// Reads one field of the source.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "driver": decoder.read(&driver)
    case "volumeHandle": decoder.read(&volumeHandle)
    case "readOnly": decoder.read(&readOnly)
    case "controllerExpandSecretRef", "controllerPublishSecretRef", "fsType",
      "nodeExpandSecretRef", "nodePublishSecretRef", "nodeStageSecretRef", "volumeAttributes":
      decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }
}
