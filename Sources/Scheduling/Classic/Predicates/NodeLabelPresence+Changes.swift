import ClusterState

extension NodeLabelPresence {
  /// The labels that the node lacks, and those that it must not have.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    let labels = cache.labels[node.row]
    var changes: ContiguousArray<NodeChange> = []
    for label in present {
      guard let key = cluster.symbols.find(label) else {
        changes.append(.other("label \(label)"))
        continue
      }
      if labels[key] == nil { changes.append(.label(key, .present(except: []))) }
    }
    for label in absent {
      guard let key = cluster.symbols.find(label), labels[key] != nil else { continue }
      changes.append(.label(key, .absent))
    }
    return changes
  }
}
