/// A secret; of its content a simulation knows the keys.
public struct Secret: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()
  /// The keys, in order; a key may come twice.
  public var keys: [String] = []

  /// A secret without a name.
  public init() {}
}

extension Secret: KeyedObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "Secret", in: ["v1"], role: .withoutEffect)

  /// Reads one field of the secret.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "data", "stringData": decoder.readKeys(into: &keys)
    case "apiVersion", "immutable", "kind", "type": break
    default: decoder.skipUnknownField()
    }
  }

  /// Everything for which the API server would refuse the object.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
  }
}
