import ClusterState

extension NodeName {
  /// The node that the pod names.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    pod.nodeName == .empty || cache.names[node.row] == pod.nodeName ? [] : [.nodeName(pod.nodeName)]
  }
}

extension HostName {
  /// The node that the pod names.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    NodeName().changes(for: pod, on: node, cluster, cache)
  }
}
