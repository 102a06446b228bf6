import ClusterState

/// The custom priority `labelPreference`: nodes that have, or do not have, labels.
///
/// Each label that is as preferred scores the maximum; the mean counts. Source:
/// `NodeLabelPrioritizer`, Kubernetes 1.2, of one label each; `NodeLabel`, Kubernetes 1.20, into
/// which all custom priorities of this kind were merged.
public struct NodeLabelPriority: ScorePlugin {
  /// The name of the plugin that it became.
  public static let name = "NodeLabel"

  private let present: [String]
  private let absent: [String]
  private let maximum: Int64
  private var presentKeys: ContiguousArray<Symbol> = []
  private var absentKeys: ContiguousArray<Symbol> = []

  /// Prefers nodes with the labels of `present` and without those of `absent`; there is at least
  /// one label in all.
  public init(present: [String], absent: [String], era: ClassicEra) {
    precondition(!present.isEmpty || !absent.isEmpty, "a preference has a label")
    self.present = present
    self.absent = absent
    maximum = era.maximumScore
  }

  /// Looks the keys up; a key that no object uses is one that no node has.
  public mutating func preScore(
    _ pod: PendingPod, _ nodes: ContiguousArray<NodeID>, _ cluster: ClusterState,
    _ cache: inout SchedulerCache
  ) -> PreScoreResult {
    presentKeys = ContiguousArray(present.compactMap { cluster.symbols.find($0) })
    absentKeys = ContiguousArray(absent.compactMap { cluster.symbols.find($0) })
    return .proceed
  }

  /// Scores the nodes by how many labels are as preferred.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    column.fill { node in
      let labels = cache.labels[node.row]
      var count = absent.count - absentKeys.count
      for key in presentKeys where labels[key] != nil { count += 1 }
      for key in absentKeys where labels[key] == nil { count += 1 }
      return Int64(count) * maximum / Int64(present.count + absent.count)
    }
  }
}
