import NodeAgents

/// What pods use from an instant on, in the place of what their behavior says.
public struct LoadChange: Sendable {
  /// How the use of one resource changes.
  public enum Change: Hashable, Sendable {
    /// As often as much as the behavior says, in millionths.
    case factor(millionths: Int64)
    /// Something else than the behavior says.
    case usage(ResourceUsage)

    /// What is used by a pod that requests `request` and of which the behavior says `usual`.
    func amount(usual: Int64, request: Int64) -> Int64 {
      switch self {
      case .factor(let millionths):
        ResourceUsage.ofRequest(millionths: millionths).amount(request: usual)
      case .usage(let usage): usage.amount(request: request)
      }
    }
  }

  /// The change of processor time; nil leaves it as it is.
  public var cpu: Change?
  /// The change of memory; nil leaves it as it is.
  public var memory: Change?

  /// No change.
  public init() {}
}
