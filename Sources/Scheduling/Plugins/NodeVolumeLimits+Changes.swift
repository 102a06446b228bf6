import ClusterState

extension NodeVolumeLimits {
  /// The volumes of each driver that are too many.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    var changes: ContiguousArray<NodeChange> = []
    for (driver, excess) in excesses(on: node, cluster, cache) {
      changes.append(.storage("\(excess) volume\(excess == 1 ? "" : "s") of \(driver) fewer"))
    }
    return changes
  }
}

extension MaxVolumeCount {
  /// The volumes that are too many.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    var known = TemplateMemo<Set<String>>()
    let excess = excess(on: node, &known, cluster, cache)
    guard excess > 0 else { return [] }
    return [.storage("\(excess) volume\(excess == 1 ? "" : "s") fewer attached")]
  }
}
