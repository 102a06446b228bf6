import ClusterState

extension NodeDeclaredFeatures {
  /// Every feature that the pod needs and the node does not declare.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    let needed = cache.requirements[pod.template.row].neededFeatures
    let missing = needed.subtracting(cache.declaredFeatures[node.row])
    return ContiguousArray(missing.names.map { .condition("feature \($0) declared") })
  }
}
