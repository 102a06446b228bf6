import ClusterState

extension VolumeBinding {
  /// The volumes that the node would have to reach, and those that would have to be there.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    let placement = VolumePlacement(cluster, cache)
    let labels = cache.labels[node.row]
    var changes: ContiguousArray<NodeChange> = []
    for claim in bound {
      let name = claim.spec.volumeName
      guard let volume = cluster.storage.volumes[name] else {
        changes.append(.storage("volume \(name) of claim \(claim.metadata.name), which is gone"))
        continue
      }
      if !placement.isReachable(volume, from: labels) {
        changes.append(.storage("volume \(name) of claim \(claim.metadata.name) within reach"))
      }
    }
    let node = cluster.symbols[cache.names[node.row]]
    if !delayed.isEmpty && !placement.canBind(delayed, onNode: node, labels) {
      let claims = delayed.map(\.metadata.name).sorted().joined(separator: ", ")
      changes.append(.storage("a volume for claim \(claims) that the node can reach"))
    }
    return changes
  }
}
