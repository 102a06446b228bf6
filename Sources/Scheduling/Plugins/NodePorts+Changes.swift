import ClusterState

extension NodePorts {
  /// Every port that is taken, and by whom.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    cache.takenPorts(of: pod, on: node) { $0.conflicts(with: $1) }
  }
}

extension PodFitsHostPorts {
  /// Every port that is taken, and by whom.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    cache.takenPorts(of: pod, on: node) { $0.port == $1.port }
  }
}

extension SchedulerCache {
  /// The ports that `pod` wants on `node` and that conflict with a used one, each with the pods
  /// there that use it.
  fileprivate func takenPorts(
    of pod: PendingPod, on node: NodeID, _ conflict: (HostPort, HostPort) -> Bool
  ) -> ContiguousArray<NodeChange> {
    var changes: ContiguousArray<NodeChange> = []
    for wanted in requirements[pod.template.row].template.hostPorts
    where usedPorts[node.row].contains(where: { conflict(wanted, $0) }) {
      let holders = pods[node.row].filter { placed in
        requirements[placed.template.row].template.hostPorts.contains { conflict(wanted, $0) }
      }
      changes.append(.hostPort(wanted, holders: ContiguousArray(holders.map(\.pod))))
    }
    return changes
  }
}
