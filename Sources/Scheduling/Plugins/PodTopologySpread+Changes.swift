import ClusterState

extension PodTopologySpread {
  /// The labels that the node lacks, and the peers that are too many in its domains.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    var changes: ContiguousArray<NodeChange> = []
    for entry in domains {
      let column = cache.columns[entry.constraint.column.row]
      let domain = column.domain(row: node.row)
      let count = domain >= 0 && domain < entry.counts.count ? entry.counts[domain] : 0
      changes += column.spreadChanges(
        row: node.row, skew: count + (entry.matchesSelf ? 1 : 0) - entry.minimum,
        maxSkew: Int(entry.constraint.maxSkew), cluster.symbols)
    }
    return changes
  }
}

extension EvenPodsSpread {
  /// The labels that the node lacks, and the peers that are too many in its domains.
  public func changes(
    for pod: PendingPod, on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> ContiguousArray<NodeChange> {
    var changes: ContiguousArray<NodeChange> = []
    for spread in spreads {
      let column = cache.columns[spread.column.row]
      let domain = column.domain(row: node.row)
      changes += column.spreadChanges(
        row: node.row,
        skew: domain < 0 ? 0 : Int(spread.counts[domain] + spread.own - spread.least),
        maxSkew: Int(spread.maxSkew), cluster.symbols)
    }
    return changes
  }
}

extension LabelColumn {
  /// What a spread constraint over this label wants of the node in `row`, where the pod would make
  /// the skew `skew`.
  fileprivate func spreadChanges(
    row: Int, skew: Int, maxSkew: Int, _ symbols: SymbolTable
  ) -> ContiguousArray<NodeChange> {
    guard let value = value(row: row) else { return [.label(key, .present(except: []))] }
    guard skew > maxSkew else { return [] }
    let excess = skew - maxSkew
    return [
      .neighbors(
        "\(excess) peer\(excess == 1 ? "" : "s") fewer in \(symbols[key])=\(symbols[value]), or "
          + "as many more wherever there are fewest")
    ]
  }
}
