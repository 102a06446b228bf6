import ClusterState

extension VolumeRestrictions {
  /// The pods on the node that use a disk of the pod's, and the claims that are in use anywhere.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    let disks = cache.requirements[pod.template.row].volumes.disks
    let users = cache.pods[node.row].filter { placed in
      cache.requirements[placed.template.row].volumes.disks.contains { used in
        disks.contains(where: used.conflicts)
      }
    }
    var changes: ContiguousArray<NodeChange> = []
    if !disks.isEmpty, !users.isEmpty { changes.append(.freeDisk(heldBy: users, cluster)) }
    if conflictingUses > 0 {
      changes.append(
        .storage("claim \(exclusiveClaims.joined(separator: ", ")) not in use by another pod"))
    }
    return changes
  }
}

extension NoDiskConflict {
  /// The pods on the node that use a disk of the pod's.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    let users = cache.pods[node.row].filter { hasConflict(with: cluster.templates[$0.template]) }
    return users.isEmpty ? [] : [.freeDisk(heldBy: users, cluster)]
  }
}

extension NodeChange {
  /// That the pods that use a disk leave the node.
  fileprivate static func freeDisk(
    heldBy users: some Sequence<PlacedPod>, _ cluster: ClusterState
  ) -> NodeChange {
    let names = users.map { cluster.qualifiedName(of: $0.pod) }.joined(separator: ", ")
    return .storage("its disk free (in use by \(names))")
  }
}
