/// A configuration; of its content a simulation needs nothing.
public struct ConfigMap: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()

  /// A configuration without a name.
  public init() {}
}

extension ConfigMap: ObjectDecodable {
  /// Reads one field of the configuration.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "apiVersion", "binaryData", "data", "immutable", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}
