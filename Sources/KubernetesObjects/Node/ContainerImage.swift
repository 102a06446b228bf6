/// An image that a node holds.
public struct ContainerImage: Hashable, Sendable {
  /// The names by which the image goes.
  public var names: [String] = []
  /// Its size in bytes.
  public var sizeBytes: Int64 = 0

  /// An image without a name.
  public init() {}
}

extension ContainerImage: ObjectDecodable {
  /// Reads one field of the image.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "names": decoder.read(&names)
    case "sizeBytes": decoder.read(&sizeBytes)
    default: decoder.skipUnknownField()
    }
  }
}
