/// The protocol of a port.
public enum TransportProtocol: String, Sendable, EnumerationDecodable {
  /// The Transmission Control Protocol; the default.
  case tcp = "TCP"
  /// The User Datagram Protocol.
  case udp = "UDP"
  /// The Stream Control Transmission Protocol.
  case sctp = "SCTP"
}

/// A port on which a container listens.
public struct ContainerPort: Hashable, Sendable {
  /// The port's name, unique within the pod; may be empty.
  public var name = ""
  /// The port inside the pod, 1...65535.
  public var containerPort: Int32 = 0
  /// The port on the node; 0 for none.
  public var hostPort: Int32 = 0
  /// The node's address to which the port is bound; empty for all.
  public var hostIP = ""
  public var transportProtocol = TransportProtocol.tcp

  /// A port of number 0.
  public init() {}
}

extension ContainerPort: ObjectDecodable {
  /// What has no default.
  public static var requiredFields: [String] { ["containerPort"] }

  /// Reads one field of the port.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "name": decoder.read(&self.name)
    case "containerPort": decoder.read(&containerPort)
    case "hostPort": decoder.read(&hostPort)
    case "hostIP": decoder.read(&hostIP)
    case "protocol": decoder.read(&transportProtocol)
    default: decoder.skipUnknownField()
    }
  }
}
