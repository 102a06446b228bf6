/// What an endpoint slice says of one pod that it lists.
public struct EndpointConditions: OptionSet, Hashable, Sendable {
  /// One bit a condition.
  public let rawValue: UInt8

  /// Takes the bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Connections are sent to the pod.
  public static let ready = EndpointConditions(rawValue: 1)
  /// The pod is ready, though it may be on its way out.
  public static let serving = EndpointConditions(rawValue: 2)
  /// The pod is on its way out.
  public static let terminating = EndpointConditions(rawValue: 4)
}

/// A pod that an endpoint slice lists.
public struct EndpointRecord: Hashable, Sendable {
  /// Which pod.
  public let pod: PodID
  /// What is said of it.
  public internal(set) var conditions: EndpointConditions
}
