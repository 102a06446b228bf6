/// How a plugin judges a pod or a node.
///
/// Source: `k8s.io/kube-scheduler/framework.Code`, Kubernetes 1.34.
public enum StatusCode: UInt8, Sendable {
  /// The plugin has no objection.
  case success
  /// Something went wrong that is nobody's lack of room.
  case error
  /// The pod cannot run here now; evicting others might help.
  case unschedulable
  /// The pod waits for a permission.
  case wait
  /// The plugin has nothing to say about this pod.
  case skip
  /// The pod waits for something outside of the scheduler.
  case pending
  /// The pod cannot run here, whatever is evicted.
  case unschedulableAndUnresolvable

  /// The code's name in the framework.
  public var name: String {
    switch self {
    case .success: "Success"
    case .error: "Error"
    case .unschedulable: "Unschedulable"
    case .wait: "Wait"
    case .skip: "Skip"
    case .pending: "Pending"
    case .unschedulableAndUnresolvable: "UnschedulableAndUnresolvable"
    }
  }
}

/// A code with the reasons for it: what a plugin says of a pod as a whole.
public struct Status: Hashable, Sendable {
  public let code: StatusCode
  /// The reasons, in the plugin's order.
  public let reasons: [String]

  /// `code` because of `reasons`.
  public init(_ code: StatusCode, _ reasons: [String] = []) {
    self.code = code
    self.reasons = reasons
  }

  /// Evicting others will not help, because of `reason`.
  public static func unresolvable(_ reason: String) -> Status {
    Status(.unschedulableAndUnresolvable, [reason])
  }
}
