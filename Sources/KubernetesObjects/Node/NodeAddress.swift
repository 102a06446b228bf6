/// One address or name of a node.
public struct NodeAddress: Hashable, Sendable {
  /// `InternalIP`, `ExternalIP`, `Hostname` and others.
  public var type = ""
  public var address = ""

  public init() {}
}

extension NodeAddress: ObjectDecodable {
  /// Reads one field of the address.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "type": decoder.read(&type)
    case "address": decoder.read(&address)
    default: decoder.skipUnknownField()
    }
  }
}
