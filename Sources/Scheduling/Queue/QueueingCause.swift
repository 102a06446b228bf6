/// What brought a pod to the queue of those that are ready, or back to it, in the words of the
/// scheduler's metric `queue_incoming_pods_total`.
///
/// Source: `pkg/scheduler/framework/events.go`, Kubernetes 1.34.
public enum QueueingCause: Hashable, Sendable {
  /// An event that may help; at first, that the pod was created.
  case event(ClusterResource, ClusterActions)
  /// The end of the wait after an attempt that went wrong, or of the first schedulers' pause.
  case failedAttempt
  /// The end of the longest time that a pod stays unschedulable without being tried.
  case unschedulableTimeout
  /// That there is nothing to wait for: the pods that were to make room are gone already.
  case forcedActivation

  /// That the pod was created.
  public static let creation = Self.event(.unschedulablePod, .add)

  /// The name of the cause, such as `NodeAdd` or `AssignedPodDelete`.
  public var name: String {
    switch self {
    case .event(let resource, let action): resource.name + action.eventName
    case .failedAttempt: "ScheduleAttemptFailure"
    case .unschedulableTimeout: "UnschedulableTimeout"
    case .forcedActivation: "ForceActivate"
    }
  }
}
