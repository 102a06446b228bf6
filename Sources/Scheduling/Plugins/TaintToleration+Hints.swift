import ClusterState

extension TaintToleration {
  /// Nodes that come or change their taints, and the pod's own tolerations.
  public var events: [EventRegistration] {
    [.init(.node, [.add, .updateNodeTaint]), .init(.pod, .updatePodToleration)]
  }

  /// Whether the pod tolerates a node that was not there or that it did not tolerate, or has other
  /// tolerations.
  ///
  /// Source: `TaintToleration.isSchedulableAfterNodeChange` and
  /// `isSchedulableAfterPodTolerationChange`, Kubernetes 1.34.
  public func helps(
    _ event: ClusterEvent, _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Bool {
    switch event.subject {
    case .node(let change):
      guard let new = change.new else { return true }
      let tolerations = cache.requirements[pod.template.row].tolerations
      func isTolerated(_ node: NodeFacts) -> Bool {
        let taints =
          cache.rules.has(.tolerationComparison)
          ? ContiguousArray(node.taints.map { $0.withNumber(cluster.symbols) }) : node.taints
        return tolerations.firstUntolerated(taints) == nil
      }
      return isTolerated(new) && !(change.old.map(isTolerated) ?? false)
    case .pod(let change): return change.new?.isSame(as: pod) ?? false
    default: return true
    }
  }
}
