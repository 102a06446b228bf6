/// Where a namespace is in its life.
public enum NamespacePhase: String, Sendable, EnumerationDecodable {
  /// Objects may be created in it.
  case active = "Active"
  /// It is being emptied.
  case terminating = "Terminating"
}

/// A room for names.
public struct Namespace: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()
  /// Where it is in its life.
  public var phase = NamespacePhase.active

  /// A namespace without a name.
  public init() {}
}

extension Namespace: StoredObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "Namespace", in: ["v1"], isNamespaced: false, role: .stored)

  /// Reads one field of the namespace.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "status": decoder.readPhase(&phase)
    case "apiVersion", "kind", "spec": break
    default: decoder.skipUnknownField()
    }
  }

  /// Everything for which the API server would refuse the object.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.label, &validator)
  }
}
