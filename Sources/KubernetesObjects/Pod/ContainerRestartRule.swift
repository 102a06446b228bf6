/// What is done when a container exits in a certain way, before its restart policy counts.
public struct ContainerRestartRule: Hashable, Sendable {
  /// The action that restarts every container of the pod.
  public static let restartsAll = "RestartAllContainers"

  /// `Restart` or `RestartAllContainers`.
  public var action = ""

  /// A rule without an action.
  public init() {}
}

extension ContainerRestartRule: ObjectDecodable {
  /// Reads one field of the rule; the exit codes play no part here.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "action": decoder.read(&action)
    case "exitCodes": decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }
}
