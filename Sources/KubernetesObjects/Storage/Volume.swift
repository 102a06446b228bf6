/// A volume of a pod.
public struct Volume: Hashable, Sendable {
  /// Unique within the pod.
  public var name = ""
  /// Where it comes from; an empty directory if nothing is said.
  public var source = VolumeSource.emptyDir(EmptyDirVolumeSource())

  /// An empty directory without a name.
  public init() {}

  /// A volume called `name` that comes from `source`.
  public init(name: String, source: VolumeSource) {
    self.name = name
    self.source = source
  }
}

extension Volume: FieldDecodable {
  /// Reads a volume, whose source is one of its members.
  public static func decode(from decoder: inout ObjectDecoder) -> Volume? {
    var volume = Volume()
    var source: VolumeSource?
    let isMapping = decoder.readMembers { name, decoder in
      switch name {
      case "name": decoder.read(&volume.name)
      default:
        VolumeSource.decodeField(name, of: &source, from: &decoder)
        decoder.seekIntendedField(name, of: Members.self)
      }
    }
    if let source { volume.source = source }
    return isMapping ? volume : nil
  }

  /// The members that are sources, to find the one that a misspelt member means.
  private struct Members: ObjectDecodable {
    var source: VolumeSource?

    mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
      VolumeSource.decodeField(name, of: &source, from: &decoder)
    }
  }
}
