import ClusterState
import KubernetesObjects

extension NodeDeclaredFeatures {
  /// Nodes that come or declare other features, and changes of the pod itself.
  public var events: [EventRegistration] {
    [.init(.node, [.add, .updateNodeDeclaredFeature]), .init(.pod, .update)]
  }

  /// Whether a node came or declares other features, or the pod needs others.
  ///
  /// What the node declares is not held against what the pod needs: the filter does that. Source:
  /// `NodeDeclaredFeatures.isSchedulableAfterNodeChange` and `isSchedulableAfterPodUpdate`,
  /// Kubernetes 1.36.
  public func helps(
    _ event: ClusterEvent, _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Bool {
    switch event.subject {
    case .node(let change):
      return change.old?.declaredFeatures != change.new?.declaredFeatures
        || change.old == nil
    case .pod(let change):
      guard let old = change.old, let new = change.new, new.isSame(as: pod) else { return false }
      return needs(of: old, cache) != needs(of: new, cache)
    default: return true
    }
  }

  private func needs(of facts: PodFacts, _ cache: SchedulerCache) -> NodeFeatures {
    cache.requirements[facts.template.row].neededFeatures
  }
}
