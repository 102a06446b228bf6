import ClusterState

extension NodeRecord {
  /// Whether somebody has said, by a taint, that the node is down for good.
  package func isOutOfService(_ symbols: borrowing SymbolTable) -> Bool {
    guard let key = symbols.find("node.kubernetes.io/out-of-service") else { return false }
    return taints.contains { $0.key == key }
  }
}
