import ClusterState

/// The pool and the zone of each node, as the reports name them.
struct NodePlaces {
  /// The zone of each node, by row; empty for none.
  private(set) var zones: ContiguousArray<Symbol> = []

  init(_ cluster: ClusterState) {
    zones.reserveCapacity(cluster.nodes.count)
    for node in cluster.nodes { zones.append(node.labels.zone(cluster.symbols) ?? .empty) }
  }
}
