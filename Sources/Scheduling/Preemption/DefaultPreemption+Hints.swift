import ClusterState

extension DefaultPreemption: EnqueueExtensions {
  /// Pods that go: while the plugin keeps a pod out of the queue, no other event is looked at.
  public var events: [EventRegistration] { [.init(.pod, .delete)] }

  /// Helps nobody itself: the plugins that turned the pod down judge.
  ///
  /// Source: `DefaultPreemption.EventsToRegister`, Kubernetes 1.34.
  public func helps(
    _ event: ClusterEvent, _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Bool { false }
}
