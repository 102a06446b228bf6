/// How a volume may be mounted.
public enum PersistentVolumeAccessMode: String, Sendable, EnumerationDecodable {
  /// By one node for reading and writing.
  case readWriteOnce = "ReadWriteOnce"
  /// By many nodes for reading.
  case readOnlyMany = "ReadOnlyMany"
  /// By many nodes for reading and writing.
  case readWriteMany = "ReadWriteMany"
  /// By one pod for reading and writing.
  case readWriteOncePod = "ReadWriteOncePod"
}

/// What becomes of a volume whose claim is gone.
public enum PersistentVolumeReclaimPolicy: String, Sendable, EnumerationDecodable {
  /// It stays until somebody looks after it.
  case retain = "Retain"
  /// It is deleted.
  case delete = "Delete"
  /// It is wiped and offered again.
  case recycle = "Recycle"
}

/// Whether a volume holds files or blocks.
public enum PersistentVolumeMode: String, Sendable, EnumerationDecodable {
  /// It holds files.
  case filesystem = "Filesystem"
  /// It is a block device.
  case block = "Block"
}

/// Where a volume is in its life.
public enum PersistentVolumePhase: String, Sendable, EnumerationDecodable {
  /// It is not ready.
  case pending = "Pending"
  /// No claim has it.
  case available = "Available"
  /// A claim has it.
  case bound = "Bound"
  /// Its claim is gone.
  case released = "Released"
  /// It could not be reclaimed.
  case failed = "Failed"
}

/// Storage of the cluster, which one claim at a time may have.
public struct PersistentVolume: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()
  /// What it is.
  public var spec = PersistentVolumeSpec()
  /// Where it is in its life.
  public var phase = PersistentVolumePhase.pending

  /// A volume without a name.
  public init() {}
}

extension PersistentVolume: StoredObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "PersistentVolume", in: ["v1"], isNamespaced: false, role: .simulated)

  /// Reads one field of the volume.
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

/// What a persistent volume is.
public struct PersistentVolumeSpec: Hashable, Sendable {
  /// What it holds, as `storage`.
  public var capacity = ResourceList()
  /// How it may be mounted.
  public var accessModes: [PersistentVolumeAccessMode] = []
  /// Its class; empty for none.
  public var storageClassName = ""
  /// The claim that has it or shall have it.
  public var claimRef: ObjectReference?
  /// What becomes of it when its claim is gone.
  public var persistentVolumeReclaimPolicy = PersistentVolumeReclaimPolicy.retain
  /// Whether it holds files or blocks.
  public var volumeMode = PersistentVolumeMode.filesystem
  /// The nodes that can reach it; nil for all.
  public var nodeAffinity: NodeSelector?
  /// Where it comes from; nil if nothing is said.
  public var source: VolumeSource?

  /// A volume of nothing.
  public init() {}
}

extension PersistentVolumeSpec: ObjectDecodable {
  /// Reads one field of the specification.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "capacity": decoder.read(&capacity)
    case "accessModes": decoder.read(&accessModes)
    case "storageClassName": decoder.read(&storageClassName)
    case "claimRef": decoder.read(&claimRef)
    case "persistentVolumeReclaimPolicy": decoder.read(&persistentVolumeReclaimPolicy)
    case "volumeMode": decoder.read(&volumeMode)
    case "nodeAffinity": decodeNodeAffinity(from: &decoder)
    case "mountOptions", "volumeAttributesClassName": break
    default: VolumeSource.decodeField(name, of: &source, from: &decoder)
    }
  }

  private mutating func decodeNodeAffinity(from decoder: inout ObjectDecoder) {
    if decoder.node.isNull { return }
    var required = nodeAffinity
    decoder.readMembers { name, decoder in
      name == "required" ? decoder.read(&required) : decoder.skipUnknownField()
    }
    nodeAffinity = required
  }
}

extension ObjectDecoder {
  /// Reads the `phase` of the status at which the decoder stands.
  mutating func readPhase<Phase: FieldDecodable>(_ phase: inout Phase) {
    guard !node.isNull else { return }
    guard node.kind == .mapping else { return report(expected: "a mapping") }
    guard let member = node["phase"] else { return }
    inMember("phase", member) { decoder in decoder.read(&phase) }
  }
}
