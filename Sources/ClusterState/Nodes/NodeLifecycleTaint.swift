/// The taints by which the modern node controller tells schedulers and pods of a node's state.
public enum NodeLifecycleTaint: String, CaseIterable, Sendable {
  /// `node.kubernetes.io/not-ready:NoSchedule`.
  case notReadyNoSchedule
  /// `node.kubernetes.io/unreachable:NoSchedule`.
  case unreachableNoSchedule
  /// `node.kubernetes.io/not-ready:NoExecute`.
  case notReadyNoExecute
  /// `node.kubernetes.io/unreachable:NoExecute`.
  case unreachableNoExecute
  /// `node.kubernetes.io/unschedulable:NoSchedule`, of a cordoned node.
  case unschedulable

  /// The taints that tell of the condition `Ready`.
  public static let ofCondition: [Self] = [
    .notReadyNoSchedule, .unreachableNoSchedule, .notReadyNoExecute, .unreachableNoExecute,
  ]

  /// The taint's key.
  public var key: String {
    switch self {
    case .notReadyNoSchedule, .notReadyNoExecute: "node.kubernetes.io/not-ready"
    case .unreachableNoSchedule, .unreachableNoExecute: "node.kubernetes.io/unreachable"
    case .unschedulable: "node.kubernetes.io/unschedulable"
    }
  }

  /// The taint's effect.
  public var effect: NodeTaintEffect {
    switch self {
    case .notReadyNoSchedule, .unreachableNoSchedule, .unschedulable: .noSchedule
    case .notReadyNoExecute, .unreachableNoExecute: .noExecute
    }
  }
}
