import ClusterState

extension NodeUnschedulable {
  /// Nodes that come or are uncordoned, and the pod's own tolerations.
  public var events: [EventRegistration] {
    [.init(.node, [.add, .updateNodeTaint]), .init(.pod, .updatePodToleration)]
  }

  /// Whether a node takes pods that was not there or was cordoned, or the pod tolerates cordons.
  ///
  /// Source: `NodeUnschedulable.isSchedulableAfterNodeChange` and
  /// `isSchedulableAfterPodTolerationChange`, Kubernetes 1.34: the tolerations play no part where a
  /// node changes.
  public func helps(
    _ event: ClusterEvent, _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Bool {
    switch event.subject {
    case .node(let change):
      guard let new = change.new else { return true }
      return !new.isCordoned && (change.old?.isCordoned ?? true)
    case .pod(let change):
      guard let new = change.new, new.isSame(as: pod) else { return false }
      return toleratesCordons(PendingPod(template: new.template), cluster, cache)
    default: return true
    }
  }
}
