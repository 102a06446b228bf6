/// A machine of the cluster.
public struct Node: Hashable, Sendable {
  /// Name and labels.
  public var metadata = ObjectMeta()
  /// What is wanted of it.
  public var spec = NodeSpec()
  /// What it has and how it fares.
  public var status = NodeStatus()

  /// A node without a name.
  public init() {}
}

extension Node: StoredObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "Node", in: ["v1"], isNamespaced: false, role: .simulated)

  /// Reads one field of the node.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "spec": decoder.read(&spec)
    case "status": decoder.read(&status)
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}
