/// The storage drivers of one node, whose name it bears.
public struct CSINode: Hashable, Sendable {
  /// The node's name.
  public var metadata = ObjectMeta()
  public var drivers: [CSINodeDriver] = []

  /// A node without drivers.
  public init() {}
}

extension CSINode: StoredObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "CSINode", in: ["storage.k8s.io/v1", "storage.k8s.io/v1beta1"], isNamespaced: false,
    role: .simulated)

  /// Reads one field of the object.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "spec":
      if decoder.node.isNull { return }
      var drivers = self.drivers
      decoder.readMembers { name, decoder in
        name == "drivers" ? decoder.read(&drivers) : decoder.skipUnknownField()
      }
      self.drivers = drivers
    case "apiVersion", "kind", "status": break
    default: decoder.skipUnknownField()
    }
  }
}

/// A storage driver on one node.
public struct CSINodeDriver: Hashable, Sendable {
  /// The driver's name.
  public var name = ""
  /// The node's name for the driver.
  public var nodeID = ""
  /// The node labels by which the driver tells where volumes can be reached.
  public var topologyKeys: [String] = []
  /// The most volumes that the node takes; nil for no limit.
  public var allocatableCount: Int32?

  /// A driver without a name.
  public init() {}
}

extension CSINodeDriver: ObjectDecodable {
  /// Reads one field of the driver.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "name": decoder.read(&self.name)
    case "nodeID": decoder.read(&nodeID)
    case "topologyKeys": decoder.read(&topologyKeys)
    case "allocatable":
      if decoder.node.isNull { return }
      var count = allocatableCount
      decoder.readMembers { name, decoder in
        name == "count" ? decoder.read(&count) : decoder.skipUnknownField()
      }
      allocatableCount = count
    default: decoder.skipUnknownField()
    }
  }
}
