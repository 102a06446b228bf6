import ClusterState

extension PodInquiry {
  /// What a name can mean.
  enum Search {
    /// Pods of this name, one after the other, oldest first.
    case lives(ContiguousArray<PodID>)
    /// No pod.
    case unknown
    /// `namespace/name` of each namespace that has one.
    case ambiguous([String])
  }

  /// The pods of this name that `cluster` has had. Complexity: O(pods), without making a text of
  /// each name.
  func find(in cluster: borrowing ClusterState) -> Search {
    let whole = cluster.symbols.find(name)
    let base = cluster.symbols.find(String(name.dropLast(5)))
    var byNamespace: [(namespace: String, pods: ContiguousArray<PodID>)] = []
    for row in 0..<cluster.pods.count {
      let record = cluster.pods[PodID(row)]
      guard record.name.suffix < 0 ? record.name.base == whole : record.name.base == base,
        record.name.text(cluster.symbols) == name
      else { continue }
      let found = cluster.symbols[cluster.templates[record.template].namespace]
      if let namespace, namespace != found { continue }
      if let index = byNamespace.firstIndex(where: { $0.namespace == found }) {
        byNamespace[index].pods.append(PodID(row))
      } else {
        byNamespace.append((found, [PodID(row)]))
      }
    }
    if byNamespace.isEmpty { return .unknown }
    if byNamespace.count == 1 { return .lives(byNamespace[0].pods) }
    if let own = byNamespace.first(where: { $0.namespace == "default" }) { return .lives(own.pods) }
    return .ambiguous(byNamespace.map { "\($0.namespace)/\(name)" })
  }
}
