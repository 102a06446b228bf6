import ClusterState

extension CheckNodeCondition {
  /// The end of the cordon, and the conditions that are not as they must be.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    let record = cluster.nodes[node.row]
    var changes: ContiguousArray<NodeChange> = []
    if cache.cordoned.contains(node) { changes.append(.uncordon) }
    if record.ready == .no || record.ready == .unknown { changes.append(.condition("node ready")) }
    if record.outOfDisk != .absent && record.outOfDisk != .no {
      changes.append(.condition("disk space on the node"))
    }
    return changes
  }
}
