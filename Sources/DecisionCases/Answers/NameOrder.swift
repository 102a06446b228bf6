import ClusterState

extension String {
  /// Whether the bytes come before those of `other`: the order of keys in Go's JSON.
  func isBefore(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}

extension DecisionCluster {
  /// `elements` with the names of their nodes, in order of name.
  func inOrderOfName<Element>(
    _ elements: some Sequence<Element>, by node: (Element) -> NodeID
  ) -> [(name: String, element: Element)] {
    elements.map { (name: name(of: node($0)), element: $0) }
      .sorted { $0.name.isBefore($1.name) }
  }
}
