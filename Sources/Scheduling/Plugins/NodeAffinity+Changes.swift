import ClusterState

extension NodeAffinity {
  /// The labels that the node would have to have, for the profile's own affinity and for the pod's.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    added.demand.changes(row: node.row, cache, cluster.symbols)
      + cache.requirements[pod.template.row].nodeDemand.changes(
        row: node.row, cache, cluster.symbols)
  }
}

extension MatchNodeSelector {
  /// The labels that the node would have to have.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    cache.requirements[pod.template.row].nodeDemand.changes(row: node.row, cache, cluster.symbols)
  }
}
