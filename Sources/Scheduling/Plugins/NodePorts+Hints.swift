import ClusterState

extension NodePorts {
  /// Pods that go, and new nodes.
  public var events: [EventRegistration] {
    [.init(.pod, .delete), .init(always: .node, .add)]
  }

  /// Whether a pod that went held a port of those that the pod wants.
  ///
  /// Source: `NodePorts.isSchedulableAfterPodDeleted`, Kubernetes 1.34.
  public func helps(
    _ event: ClusterEvent, _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Bool {
    guard case .pod(let change) = event.subject, let old = change.old else { return true }
    let wanted = cluster.templates[pod.template].hostPorts
    return old.holdsRoom
      && cluster.templates[old.template].hostPorts.contains { used in
        wanted.contains(where: used.conflicts)
      }
  }
}
