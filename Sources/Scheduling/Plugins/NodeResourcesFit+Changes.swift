import ClusterState

extension NodeResourcesFit {
  /// Every resource that is short, by what is missing.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    let wanted = cache.requirements[pod.template.row].requests.effective
    var changes = cache.excessPods(on: node)
    for resource in [ResourceID.cpu, .memory, .ephemeralStorage] {
      changes += cache.shortage(of: resource, asked: wanted[resource], on: node)
    }
    for entry in extended {
      changes += cache.shortage(of: entry.resource, asked: entry.amount, on: node)
    }
    return changes
  }
}

extension SchedulerCache {
  /// The pods that would be too many on `node` with one more; none if there is room.
  func excessPods(on node: NodeID) -> ContiguousArray<NodeChange> {
    let excess = Int64(pods[node.row].count) + 1 - allocatablePods[node.row]
    return excess > 0 ? [.podCount(excess: excess)] : []
  }

  /// What is missing of `resource` on `node` for a request of `asked`; nothing if it is none.
  func shortage(
    of resource: ResourceID, asked: Int64, on node: NodeID
  ) -> ContiguousArray<NodeChange> {
    asked > 0 ? overdraft(of: resource, asked: asked, on: node) : []
  }

  /// What is missing of `resource` on `node` for a request of `asked`, were it nothing.
  func overdraft(
    of resource: ResourceID, asked: Int64, on node: NodeID
  ) -> ContiguousArray<NodeChange> {
    let present = allocatable.amount(of: resource, row: node.row)
    let missing = asked &- (present &- requested.amount(of: resource, row: node.row))
    guard missing > 0 else { return [] }
    return [.resource(resource, missing: missing, asked: asked, allocatable: present)]
  }
}
