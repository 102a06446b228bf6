/// Whom the programs of a pod are to the API server; a simulation needs its name alone.
public struct ServiceAccount: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()

  /// The account that every namespace has, and that pods have which name none.
  public static let defaultName = "default"

  /// An account without a name.
  public init() {}
}

extension ServiceAccount: StoredObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind("ServiceAccount", in: ["v1"], role: .withoutEffect)

  /// Reads one field of the account.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "apiVersion", "automountServiceAccountToken", "imagePullSecrets", "kind", "secrets": break
    default: decoder.skipUnknownField()
    }
  }

  /// Everything for which the API server would refuse the object.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
  }
}
