/// A persistent disk of Google's cloud.
public struct GCEPersistentDiskVolumeSource: Hashable, Sendable {
  /// The disk's name.
  public var pdName = ""
  /// Whether it is mounted for reading only, which several nodes may do at once.
  public var readOnly = false

  /// A disk without a name.
  public init() {}
}

extension GCEPersistentDiskVolumeSource: ObjectDecodable {
  /// Reads one field of the source.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "pdName": decoder.read(&pdName)
    case "readOnly": decoder.read(&readOnly)
    case "fsType", "partition": decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }
}

/// A block volume of Amazon's cloud.
public struct AWSElasticBlockStoreVolumeSource: Hashable, Sendable {
  /// The volume's name.
  public var volumeID = ""
  /// Whether it is mounted for reading only.
  public var readOnly = false

  /// A volume without a name.
  public init() {}
}

extension AWSElasticBlockStoreVolumeSource: ObjectDecodable {
  /// Reads one field of the source.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "volumeID": decoder.read(&volumeID)
    case "readOnly": decoder.read(&readOnly)
    case "fsType", "partition": decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }
}

/// A target of iSCSI.
public struct ISCSIVolumeSource: Hashable, Sendable {
  /// The target's address and port.
  public var targetPortal = ""
  /// The target's qualified name.
  public var iqn = ""
  /// The unit's number at the target.
  public var lun: Int32 = 0
  /// Whether it is mounted for reading only.
  public var readOnly = false

  /// A target without a name.
  public init() {}
}

extension ISCSIVolumeSource: ObjectDecodable {
  /// Reads one field of the source.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "targetPortal": decoder.read(&targetPortal)
    case "iqn": decoder.read(&iqn)
    case "lun": decoder.read(&lun)
    case "readOnly": decoder.read(&readOnly)
    case "chapAuthDiscovery", "chapAuthSession", "fsType", "initiatorName", "iscsiInterface",
      "portals", "secretRef":
      decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }
}

/// A block device of Ceph.
public struct RBDVolumeSource: Hashable, Sendable {
  /// The addresses of the monitors.
  public var monitors: [String] = []
  /// The pool; `rbd` if nothing is said.
  public var pool = "rbd"
  public var image = ""
  /// Whether it is mounted for reading only.
  public var readOnly = false

  /// A device without an image.
  public init() {}
}

extension RBDVolumeSource: ObjectDecodable {
  /// Reads one field of the source.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "monitors": decoder.read(&monitors)
    case "pool": decoder.read(&pool)
    case "image": decoder.read(&image)
    case "readOnly": decoder.read(&readOnly)
    case "fsType", "keyring", "secretRef", "user": decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }
}

/// A disk of Microsoft's cloud.
public struct AzureDiskVolumeSource: Hashable, Sendable {
  /// The disk's name.
  public var diskName = ""
  /// The disk's address.
  public var diskURI = ""
  /// Whether it is mounted for reading only.
  public var readOnly = false

  /// A disk without a name.
  public init() {}
}

extension AzureDiskVolumeSource: ObjectDecodable {
  /// Reads one field of the source.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "diskName": decoder.read(&diskName)
    case "diskURI": decoder.read(&diskURI)
    case "readOnly": decoder.read(&readOnly)
    case "kind": break
    case "cachingMode", "fsType": decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }
}
