/// How a component's client talks to the API server.
///
/// Source: `ClientConnectionConfiguration` of `k8s.io/component-base/config`.
public struct ClientConnection: Hashable, Sendable {
  /// Requests a second; zero for the component's own default, less for no limit.
  public var qps = Quantity(0)
  /// The requests that can be saved up; zero for the component's own default.
  public var burst: Int32 = 0

  /// A connection with the defaults.
  public init() {}
}

extension ClientConnection: ObjectDecodable {
  /// Reads one field of the connection.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "qps": decoder.read(&qps)
    case "burst": decoder.read(&burst)
    case "acceptContentTypes", "contentType", "kubeconfig": decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }
}
