/// A stable address for the pods that a selector finds.
public struct Service: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()
  /// What is wanted.
  public var spec = ServiceSpec()

  /// A service without a name.
  public init() {}
}

extension Service: StoredObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "Service", in: ["v1"], role: .simulated)

  /// Reads one field of the service.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "spec": decoder.read(&spec)
    case "apiVersion", "kind", "status": break
    default: decoder.skipUnknownField()
    }
  }
}
