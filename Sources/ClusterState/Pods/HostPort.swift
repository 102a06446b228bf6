/// A port of the node that a pod wants for itself.
public struct HostPort: Hashable, Sendable {
  /// The address that stands for every address of the node.
  public static let anyAddress = "0.0.0.0"

  /// The port's number, above 0.
  public let port: Int32
  /// `TCP`, `UDP` or `SCTP`.
  public let protocolName: Symbol
  /// The address that the port is bound to.
  public let address: Symbol
  /// Whether the address stands for every address.
  public let isAnyAddress: Bool

  /// The port `port` of `protocolName` at `address`.
  public init(port: Int32, protocolName: Symbol, address: Symbol, isAnyAddress: Bool) {
    self.port = port
    self.protocolName = protocolName
    self.address = address
    self.isAnyAddress = isAnyAddress
  }

  /// Whether both cannot be had on one node.
  ///
  /// Source: `framework.HostPortInfo.CheckConflict`, Kubernetes 1.34: the wildcard address clashes
  /// with every address of the same protocol and port; `::` is an ordinary address.
  public func conflicts(with other: HostPort) -> Bool {
    port == other.port && protocolName == other.protocolName
      && (isAnyAddress || other.isAnyAddress || address == other.address)
  }
}
