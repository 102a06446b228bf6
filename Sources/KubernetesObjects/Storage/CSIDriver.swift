/// A storage driver of the cluster, whose name it bears.
public struct CSIDriver: Hashable, Sendable {
  /// The driver's name.
  public var metadata = ObjectMeta()
  /// Whether the scheduler asks how much storage the driver has left.
  public var storageCapacity = false

  /// A driver without a name.
  public init() {}
}

extension CSIDriver: ObjectDecodable {
  /// Reads one field of the object.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "spec":
      if decoder.node.isNull { return }
      var storageCapacity = self.storageCapacity
      decoder.readMembers { name, decoder in
        switch name {
        case "storageCapacity": decoder.read(&storageCapacity)
        case "attachRequired", "fsGroupPolicy", "nodeAllocatableUpdatePeriodSeconds",
          "podInfoOnMount", "requiresRepublish", "seLinuxMount", "tokenRequests",
          "volumeLifecycleModes":
          break
        default: decoder.skipUnknownField()
        }
      }
      self.storageCapacity = storageCapacity
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}
