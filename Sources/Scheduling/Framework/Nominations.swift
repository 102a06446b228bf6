import ClusterState

/// The pods for which preemption has made room, until they are placed.
///
/// Filters count them on their nodes against pods of lower priority. Source: `nominator`,
/// Kubernetes 1.34.
public struct Nominations: Sendable {
  /// A pending pod and the node it is promised.
  public struct Entry: Sendable {
    /// The pod, as it would be on the node.
    public let pod: PlacedPod
    public let node: NodeID
  }

  /// The nominations, oldest first.
  public private(set) var entries: ContiguousArray<Entry> = []

  public init() {}

  /// Promises `node` to `pod`, instead of any other node.
  public mutating func nominate(_ pod: PlacedPod, to node: NodeID) {
    withdraw(pod.pod)
    entries.append(Entry(pod: pod, node: node))
  }

  /// Takes back what was promised to `pod`: it is placed, gone or nominated elsewhere.
  public mutating func withdraw(_ pod: PodID) { entries.removeAll { $0.pod.pod == pod } }

  /// The pods that are promised `node` and that `pod` of `priority` has to respect: others of at
  /// least its priority.
  func respected(on node: NodeID, by pod: PodID, priority: Int32) -> ContiguousArray<PlacedPod> {
    var pods: ContiguousArray<PlacedPod> = []
    for entry in entries
    where entry.node == node && entry.pod.pod != pod && entry.pod.priority >= priority {
      pods.append(entry.pod)
    }
    return pods
  }
}
