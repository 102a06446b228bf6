import ClusterState

extension NodeUnschedulable {
  /// The end of the cordon.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    let isKept = cache.cordoned.contains(node) && !toleratesCordons(pod, cluster, cache)
    return isKept ? [.uncordon] : []
  }
}
