/// The addresses behind the service of this name.
public struct Endpoints: Hashable, Sendable {
  /// The service's name.
  public var metadata = ObjectMeta()
  /// The addresses, in groups that share their ports.
  public var subsets: [EndpointSubset] = []

  public init() {}
}

extension Endpoints: StoredObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "Endpoints", in: ["v1"], role: .withoutEffect)

  /// Reads one field of the endpoints.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "subsets": decoder.read(&subsets)
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}

/// Addresses that share their ports.
public struct EndpointSubset: Hashable, Sendable {
  /// The addresses that are ready.
  public var addresses: [EndpointAddress] = []
  /// The addresses that are not.
  public var notReadyAddresses: [EndpointAddress] = []
  /// The ports of every address.
  public var ports: [EndpointPort] = []

  public init() {}
}

extension EndpointSubset: ObjectDecodable {
  /// Reads one field of the subset.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "addresses": decoder.read(&addresses)
    case "notReadyAddresses": decoder.read(&notReadyAddresses)
    case "ports": decoder.read(&ports)
    default: decoder.skipUnknownField()
    }
  }
}

/// One address of a service.
public struct EndpointAddress: Hashable, Sendable {
  public var ip = ""
  /// The host's name.
  public var hostname = ""
  /// The node on which it is.
  public var nodeName = ""
  /// The pod that it is.
  public var targetRef: ObjectReference?

  public init() {}
}

extension EndpointAddress: ObjectDecodable {
  /// Reads one field of the address.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "ip": decoder.read(&ip)
    case "hostname": decoder.read(&hostname)
    case "nodeName": decoder.read(&nodeName)
    case "targetRef": decoder.read(&targetRef)
    default: decoder.skipUnknownField()
    }
  }
}

/// One port of the addresses of a service.
public struct EndpointPort: Hashable, Sendable {
  /// The service port's name.
  public var name = ""
  public var port: Int32 = 0
  public var transportProtocol = TransportProtocol.tcp

  /// A port of number 0.
  public init() {}
}

extension EndpointPort: ObjectDecodable {
  /// Reads one field of the port.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "name": decoder.read(&self.name)
    case "port": decoder.read(&port)
    case "protocol": decoder.read(&transportProtocol)
    case "appProtocol": break
    default: decoder.skipUnknownField()
    }
  }
}
