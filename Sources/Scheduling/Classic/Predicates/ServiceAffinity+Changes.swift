import ClusterState

extension ServiceAffinity {
  /// The labels in which the node differs from the service's other pods.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    let labels = cache.labels[node.row]
    var changes: ContiguousArray<NodeChange> = []
    for (key, value) in required {
      guard let key, value.index >= 0 else {
        changes.append(.other("a label that no node has"))
        continue
      }
      if labels[key] != value { changes.append(.label(key, .oneOf([value]))) }
    }
    return changes
  }
}
