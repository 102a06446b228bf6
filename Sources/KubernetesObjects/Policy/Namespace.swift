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

extension Namespace: ObjectDecodable {
  /// Reads one field of the namespace.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "status": decoder.readPhase(&phase)
    case "apiVersion", "kind", "spec": break
    default: decoder.skipUnknownField()
    }
  }
}
