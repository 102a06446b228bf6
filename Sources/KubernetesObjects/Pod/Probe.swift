/// How the kubelet learns of a container's health.
public struct Probe: Hashable, Sendable {
  /// What is done; nil when none is stated.
  public var handler: ProbeHandler?
  /// The seconds from the container's start to the first probe.
  public var initialDelaySeconds: Int32 = 0
  /// The seconds after which a probe counts as failed.
  public var timeoutSeconds: Int32 = 1
  /// The seconds between probes.
  public var periodSeconds: Int32 = 10
  /// The successes in a row that make a success.
  public var successThreshold: Int32 = 1
  /// The failures in a row that make a failure.
  public var failureThreshold: Int32 = 3
  /// The grace period of a container that is stopped for failing this probe; nil for the pod's.
  public var terminationGracePeriodSeconds: Int64?

  /// A probe with the API's defaults and no handler.
  public init() {}
}

extension Probe: ObjectDecodable {
  /// Reads one field of the probe.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "initialDelaySeconds": decoder.read(&initialDelaySeconds)
    case "timeoutSeconds": readPositive(&timeoutSeconds, from: &decoder)
    case "periodSeconds": readPositive(&periodSeconds, from: &decoder)
    case "successThreshold": readPositive(&successThreshold, from: &decoder)
    case "failureThreshold": readPositive(&failureThreshold, from: &decoder)
    case "terminationGracePeriodSeconds": decoder.read(&terminationGracePeriodSeconds)
    default: ProbeHandler.decodeField(name, of: &handler, from: &decoder)
    }
  }

  /// Reads a number that the API server replaces by its default when it is 0.
  private func readPositive(_ target: inout Int32, from decoder: inout ObjectDecoder) {
    var number: Int32 = 0
    decoder.read(&number)
    if number != 0 { target = number }
  }
}
