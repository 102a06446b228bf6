import ClusterState

/// The custom predicate `labelsPresence`: the node has, or does not have, labels, whatever their
/// values.
///
/// Source: `NodeLabelChecker`, Kubernetes 1.2; `NodeLabel`, Kubernetes 1.20, into which all custom
/// predicates of this kind were merged.
public struct NodeLabelPresence: FilterPlugin {
  /// The name of the plugin that it became.
  public static let name = "NodeLabel"

  let present: [String]
  let absent: [String]
  private var presentKeys: ContiguousArray<Symbol?> = []
  private var absentKeys: ContiguousArray<Symbol> = []

  /// Nodes must have every label of `present` and none of `absent`.
  public init(present: [String], absent: [String]) {
    self.present = present
    self.absent = absent
  }

  /// Looks the keys up; a key that no object uses is one that no node has.
  public mutating func preFilter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: inout SchedulerCache
  ) -> PreFilterResult {
    presentKeys = ContiguousArray(present.map { cluster.symbols.find($0) })
    absentKeys = ContiguousArray(absent.compactMap { cluster.symbols.find($0) })
    return present.isEmpty && absent.isEmpty ? .skip : .proceed
  }

  /// Turns down the nodes whose labels are not as they must be.
  public func filter(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache, _ pass: inout FilterPass
  ) {
    pass.retain { node in
      let labels = cache.labels[node.row]
      let fits =
        presentKeys.allSatisfy { $0.map { labels[$0] != nil } ?? false }
        && absentKeys.allSatisfy { labels[$0] == nil }
      return fits ? nil : .unresolvable()
    }
  }

  /// The text of Kubernetes 1.20.
  public func reasons(for detail: UInt64, in cluster: ClusterState) -> [String] {
    ["node(s) didn't have the requested labels"]
  }
}

extension NodeLabelPresence {
  /// The node alone decides.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence { .node }
}
