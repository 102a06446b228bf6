/// The phase of a pod, as the API reports it.
///
/// Source: `core/v1.PodPhase`. The API's `Unknown` is never set by the components simulated here.
public enum PodPhase: UInt8, Sendable, CaseIterable {
  /// Accepted; not every container has been created.
  case pending
  /// Bound, every container created, at least one running or restarting.
  case running
  /// Every container has ended well and none will be restarted.
  case succeeded
  /// Every container has ended, at least one badly, and none will be restarted.
  case failed

  /// The API's word.
  public var name: String {
    switch self {
    case .pending: "Pending"
    case .running: "Running"
    case .succeeded: "Succeeded"
    case .failed: "Failed"
    }
  }

  /// Whether the pod has ended for good.
  @inlinable public var isTerminal: Bool { self == .succeeded || self == .failed }
}
