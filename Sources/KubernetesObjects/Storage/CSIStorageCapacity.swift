/// How much storage of a class is left where some nodes can reach it.
public struct CSIStorageCapacity: Hashable, Sendable {
  /// Name and namespace.
  public var metadata = ObjectMeta()
  /// The storage class.
  public var storageClassName = ""
  /// The nodes that can reach it; nil for none.
  public var nodeTopology: LabelSelector?
  /// How much is left; nil if the driver does not say.
  public var capacity: Quantity?
  /// The largest volume that can be made; nil if the driver does not say.
  public var maximumVolumeSize: Quantity?

  /// Storage of no class.
  public init() {}
}

extension CSIStorageCapacity: ObjectDecodable {
  /// Reads one field of the object.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "storageClassName": decoder.read(&storageClassName)
    case "nodeTopology": decoder.read(&nodeTopology)
    case "capacity": decoder.read(&capacity)
    case "maximumVolumeSize": decoder.read(&maximumVolumeSize)
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}
