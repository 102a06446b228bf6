/// A secret; its content is not read.
public struct Secret: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()

  /// A secret without a name.
  public init() {}
}

extension Secret: StoredObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "Secret", in: ["v1"], role: .withoutEffect)

  /// Reads one field of the secret.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "apiVersion", "data", "immutable", "kind", "stringData", "type": break
    default: decoder.skipUnknownField()
    }
  }

  /// Everything for which the API server would refuse the object.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
  }
}
