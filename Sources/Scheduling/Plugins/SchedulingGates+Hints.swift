import ClusterState

extension SchedulingGates: EnqueueExtensions {
  /// The end of the pod's own gates.
  public var events: [EventRegistration] {
    [.init(.pod, .updatePodSchedulingGatesEliminated)]
  }

  /// Whether it is the pod itself that has lost its last gate.
  ///
  /// Source: `SchedulingGates.isSchedulableAfterUpdatePodSchedulingGatesEliminated`, Kubernetes
  /// 1.34.
  public func helps(
    _ event: ClusterEvent, _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Bool {
    guard case .pod(let change) = event.subject else { return true }
    return change.new?.isSame(as: pod) ?? false
  }
}
