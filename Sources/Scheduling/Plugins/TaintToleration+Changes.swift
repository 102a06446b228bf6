import ClusterState

extension TaintToleration {
  /// Every taint that the pod does not tolerate.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    let tolerations = cache.requirements[pod.template.row].tolerations
    let taints = cache.taints.lists[cache.taints.number(row: node.row)]
    return ContiguousArray(
      taints.filter { tolerations.firstUntolerated([$0]) != nil }.map { .taint($0) })
  }
}

extension PodToleratesNodeTaints {
  /// Every taint that the pod does not tolerate.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    TaintToleration().changes(for: pod, on: node, cluster, cache)
  }
}
