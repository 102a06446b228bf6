import ClusterState

extension InterPodAffinity {
  /// The pods that are missing near the node, and those that are too near.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    let requirements = cache.requirements[pod.template.row]
    var changes: ContiguousArray<NodeChange> = []
    var isAmongPeers = true
    for counts in affinity {
      let column = cache.columns[counts.column.row]
      if column.domain(row: node.row) < 0 {
        changes.append(.label(column.key, .present(except: [])))
      } else if !Self.isOccupied(counts, node, cache) {
        isAmongPeers = false
      }
    }
    if !isAmongPeers && !isFirstOfItsKind(requirements, cluster) {
      for counts in affinity
      where cache.columns[counts.column.row].domain(row: node.row) >= 0
        && !Self.isOccupied(counts, node, cache)
      {
        let place = cache.columns[counts.column.row].place(row: node.row, cluster.symbols)
        changes.append(.neighbors("a pod that its affinity asks for in \(place)"))
      }
    }
    for counts in antiAffinity where Self.isOccupied(counts, node, cache) {
      let place = cache.columns[counts.column.row].place(row: node.row, cluster.symbols)
      changes.append(.neighbors("no pod that its anti-affinity names in \(place)"))
    }
    for counts in existing where Self.isOccupied(counts, node, cache) {
      let place = cache.columns[counts.column.row].place(row: node.row, cluster.symbols)
      changes.append(.neighbors("no pod whose anti-affinity names it in \(place)"))
    }
    return changes
  }
}

extension MatchInterPodAffinity {
  /// The pods that are missing near the node, and those that are too near.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    affinity.changes(for: pod, on: node, cluster, cache)
  }
}

extension LabelColumn {
  /// The node's domain as `key=value`.
  fileprivate func place(row: Int, _ symbols: SymbolTable) -> String {
    "\(symbols[key])=\(value(row: row).map { symbols[$0] } ?? "")"
  }
}
