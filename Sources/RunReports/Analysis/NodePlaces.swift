import ClusterState

/// The pool and the zone of each node, as the reports name them.
struct NodePlaces {
  /// The labels that name a node's zone, the present one first; the older one is of Kubernetes
  /// before 1.17.
  private static let zoneKeys = [
    "topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone",
  ]

  /// The zone of each node, by row; empty for none.
  private(set) var zones: ContiguousArray<Symbol> = []

  init(_ cluster: ClusterState) {
    let keys = Self.zoneKeys.compactMap { cluster.symbols.find($0) }
    zones.reserveCapacity(cluster.nodes.count)
    for node in cluster.nodes {
      zones.append(keys.lazy.compactMap { node.labels[$0] }.first ?? .empty)
    }
  }
}
