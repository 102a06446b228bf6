/// Whether a condition holds.
public enum ConditionStatus: String, Sendable, EnumerationDecodable {
  case `true` = "True"
  /// It does not hold.
  case `false` = "False"
  case unknown = "Unknown"
}

/// One observation of an object's state: a pod, node, deployment or job condition.
public struct Condition: Hashable, Sendable {
  /// What is observed, such as `Ready`.
  public var type = ""
  /// Whether it holds.
  public var status = ConditionStatus.unknown
  /// Why, in one word.
  public var reason = ""
  /// Why, for people.
  public var message = ""
  /// When the status last changed.
  public var lastTransitionTime: Timestamp?
  /// When the observer last confirmed the status: `lastProbeTime`, `lastHeartbeatTime` or
  /// `lastUpdateTime`.
  public var lastConfirmationTime: Timestamp?

  /// A condition of no type.
  public init() {}

  /// A condition of `type` that has `status`.
  public init(type: String, status: ConditionStatus, reason: String = "", message: String = "") {
    self.type = type
    self.status = status
    self.reason = reason
    self.message = message
  }
}

extension Condition: ObjectDecodable {
  /// Reads one field of the condition.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "type": decoder.read(&type)
    case "status": decoder.read(&status)
    case "reason": decoder.read(&reason)
    case "message": decoder.read(&message)
    case "lastTransitionTime": decoder.read(&lastTransitionTime)
    case "lastProbeTime", "lastHeartbeatTime", "lastUpdateTime":
      decoder.read(&lastConfirmationTime)
    case "observedGeneration": break
    default: decoder.skipUnknownField()
    }
  }
}

extension [Condition] {
  /// The condition of `type`, if it was observed.
  public subscript(type: String) -> Condition? { first { $0.type == type } }
}
