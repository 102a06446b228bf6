/// What is done after a container's start and before its end.
public struct Lifecycle: Hashable, Sendable {
  /// Runs beside the container's program once it has started.
  public var postStart: ProbeHandler?
  /// Runs before the container is asked to stop, within the grace period.
  public var preStop: ProbeHandler?

  public init() {}
}

extension Lifecycle: ObjectDecodable {
  /// Reads one field of the lifecycle.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "postStart": Self.readHook(&postStart, from: &decoder)
    case "preStop": Self.readHook(&preStop, from: &decoder)
    case "stopSignal": decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }

  private static func readHook(
    _ hook: inout ProbeHandler?, from decoder: inout ObjectDecoder
  ) {
    if decoder.node.isNull { return }
    var handler: ProbeHandler?
    decoder.readMembers { name, decoder in
      ProbeHandler.decodeField(name, of: &handler, from: &decoder)
    }
    hook = handler
  }
}
