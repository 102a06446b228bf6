/// A volume that is attached to a node, or shall be.
public struct VolumeAttachment: Hashable, Sendable {
  /// The object's name.
  public var metadata = ObjectMeta()
  /// The driver that attaches the volume.
  public var attacher = ""
  public var nodeName = ""
  /// The persistent volume; empty for one that a pod names itself.
  public var persistentVolumeName = ""

  /// An attachment of nothing.
  public init() {}
}

extension VolumeAttachment: ObjectDecodable {
  /// Reads one field of the object.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "spec":
      if decoder.node.isNull { return }
      var attachment = self
      decoder.readMembers { name, decoder in
        switch name {
        case "attacher": decoder.read(&attachment.attacher)
        case "nodeName": decoder.read(&attachment.nodeName)
        case "source":
          attachment.persistentVolumeName = decoder.text(of: "persistentVolumeName")
        default: decoder.skipUnknownField()
        }
      }
      self = attachment
    case "apiVersion", "kind", "status": break
    default: decoder.skipUnknownField()
    }
  }
}
