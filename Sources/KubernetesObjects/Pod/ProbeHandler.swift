/// What a probe or a lifecycle hook does.
public enum ProbeHandler: Hashable, Sendable {
  /// Runs a program in the container.
  case exec(command: [String])
  /// Sends a request to the pod.
  case httpGet(HTTPGetAction)
  /// Opens a connection to the pod.
  case tcpSocket(port: IntOrString)
  /// Calls the health service of the pod.
  case grpc(port: Int32)
  /// Waits; lifecycle hooks only.
  case sleep(seconds: Int64)

  /// Reads the field `name` of the structure that the handler lies in.
  static func decodeField(
    _ name: String, of handler: inout ProbeHandler?, from decoder: inout ObjectDecoder
  ) {
    switch name {
    case "exec", "httpGet", "tcpSocket", "grpc", "sleep": break
    default:
      decoder.skipUnknownField()
      return
    }
    if decoder.node.isNull { return }
    if handler != nil {
      decoder.report("only one of exec, httpGet, tcpSocket, grpc and sleep may be given")
      return
    }
    handler = decode(name, from: &decoder)
  }

  private static func decode(
    _ name: String, from decoder: inout ObjectDecoder
  ) -> ProbeHandler? {
    switch name {
    case "exec":
      var command: [String] = []
      decoder.readMembers { name, decoder in
        name == "command" ? decoder.read(&command) : decoder.skipUnknownField()
      }
      return .exec(command: command)
    case "httpGet":
      return HTTPGetAction.decode(from: &decoder).map { .httpGet($0) }
    case "tcpSocket":
      var port: IntOrString?
      decoder.readMembers { name, decoder in
        switch name {
        case "port": decoder.read(&port)
        case "host": decoder.skipUnusedField()
        default: decoder.skipUnknownField()
        }
      }
      if port == nil { decoder.report("a port is required") }
      return port.map { .tcpSocket(port: $0) }
    case "grpc":
      var port: Int32 = 0
      decoder.readMembers { name, decoder in
        switch name {
        case "port": decoder.read(&port)
        case "service": decoder.skipUnusedField()
        default: decoder.skipUnknownField()
        }
      }
      return .grpc(port: port)
    default:
      var seconds: Int64 = 0
      decoder.readMembers { name, decoder in
        name == "seconds" ? decoder.read(&seconds) : decoder.skipUnknownField()
      }
      return .sleep(seconds: seconds)
    }
  }
}

/// A request that tells of a container's health.
public struct HTTPGetAction: Hashable, Sendable {
  /// The path of the request.
  public var path = ""
  /// The port, by number or by a container port's name; nil when none is stated.
  public var port: IntOrString?

  /// A request without a port.
  public init() {}
}

extension HTTPGetAction: ObjectDecodable {
  /// Reads one field of the request.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "path": decoder.read(&path)
    case "port": decoder.read(&port)
    case "host", "httpHeaders", "scheme": decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }
}
