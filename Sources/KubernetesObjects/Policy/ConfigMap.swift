/// A configuration; of its content a simulation needs nothing.
public struct ConfigMap: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()

  /// A configuration without a name.
  public init() {}
}

extension ConfigMap: StoredObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "ConfigMap", in: ["v1"], role: .withoutEffect)

  /// Reads one field of the configuration.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "apiVersion", "binaryData", "data", "immutable", "kind": break
    default: decoder.skipUnknownField()
    }
  }

  /// Everything for which the API server would refuse the object.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
  }
}
