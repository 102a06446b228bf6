/// A configuration; of its content a simulation knows the keys.
public struct ConfigMap: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()
  /// The keys of texts, in order.
  public var keys: [String] = []
  /// The keys of bytes, in order, which no environment variable can have.
  public var binaryKeys: [String] = []

  /// A configuration without a name.
  public init() {}
}

extension ConfigMap: KeyedObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "ConfigMap", in: ["v1"], role: .withoutEffect)

  /// Reads one field of the configuration.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "data": decoder.readKeys(into: &keys)
    case "binaryData": decoder.readKeys(into: &binaryKeys)
    case "apiVersion", "immutable", "kind": break
    default: decoder.skipUnknownField()
    }
  }

  /// Everything for which the API server would refuse the object.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
  }
}
