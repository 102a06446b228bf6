/// Where a container mounts one of the pod's volumes.
public struct VolumeMount: Hashable, Sendable {
  /// The volume's name.
  public var name = ""
  /// The directory in the container.
  public var mountPath = ""
  /// Whether the container cannot write to it.
  public var readOnly = false

  /// A mount of no volume.
  public init() {}
}

extension VolumeMount: ObjectDecodable {
  /// Reads one field of the mount.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "name": decoder.read(&self.name)
    case "mountPath": decoder.read(&mountPath)
    case "readOnly": decoder.read(&readOnly)
    case "mountPropagation", "recursiveReadOnly", "subPath", "subPathExpr":
      decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }
}
