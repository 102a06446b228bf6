import ClusterState

extension GeneralPredicates {
  /// What each of the four wants, also behind the first that fails.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    resources.changes(for: pod, on: node, cluster, cache)
      + hostName.changes(for: pod, on: node, cluster, cache)
      + hostPorts.changes(for: pod, on: node, cluster, cache)
      + nodeSelector.changes(for: pod, on: node, cluster, cache)
  }
}
