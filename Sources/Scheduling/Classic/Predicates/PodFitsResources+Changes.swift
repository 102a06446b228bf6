import ClusterState

extension PodFitsResources {
  /// Every resource that is short, also behind the first, which alone Kubernetes 1.2 reports.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    var changes = cache.excessPods(on: node)
    var resources: [ResourceID] = [.cpu, .memory]
    switch era {
    case .v1_2:
      if requests.milliCPU == 0 && requests.memoryBytes == 0 { return changes }
    case .v1_20:
      resources.append(.ephemeralStorage)
      resources += requests.extended.map(\.resource)
      if requests.extended.isEmpty && requests.isZero { return changes }
    }
    // These versions also look at what the pod does not ask for, on a node that is overcommitted.
    for resource in resources {
      changes += cache.overdraft(of: resource, asked: requests[resource], on: node)
    }
    return changes
  }
}
