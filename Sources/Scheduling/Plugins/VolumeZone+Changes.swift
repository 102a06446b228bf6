import ClusterState

extension VolumeZone {
  /// The zones and regions of the pod's volumes that are not the node's.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    var changes: ContiguousArray<NodeChange> = []
    for index in topologies.indices
    where hasOtherPlace(than: topologies[index...index], node, cluster, cache) {
      let topology = topologies[index]
      let values = topology.values.sorted().joined(separator: " or ")
      changes.append(.storage("a place in \(topology.currentKey)=\(values), where its volume is"))
    }
    return changes
  }
}

extension NoVolumeZoneConflict {
  /// The zones and regions of the pod's volumes that are not the node's.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    var changes: ContiguousArray<NodeChange> = []
    if isUnusable { changes.append(.storage("its claims bound to volumes")) }
    for (key, value) in required
    where (key.flatMap { cache.labels[node.row][$0] } ?? .empty) != value {
      let place =
        "\(key.map { cluster.symbols[$0] } ?? "")=\(value.map { cluster.symbols[$0] } ?? "")"
      changes.append(.storage("a place in \(place), where its volume is"))
    }
    return changes
  }
}
