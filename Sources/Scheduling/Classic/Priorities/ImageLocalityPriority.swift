import ClusterState

/// `ImageLocalityPriority` of Kubernetes 1.2: nodes that have the pod's images.
///
/// Of the sizes of the images that the node has, as the node reports them and under the very names
/// that the containers use: less than 23 MiB in all scores 0, 1000 MiB or more 10, and
/// `10 * (size - 23 MiB) / 977 MiB + 1` in between. Source: `ImageLocalityPriority` and
/// `calculateScoreFromSize`.
public struct ImageLocalityPriority: ScorePlugin {
  /// The name in policies.
  public static let name = "ImageLocalityPriority"

  private var images: ContiguousArray<Symbol> = []

  public init() {}

  /// Notes the images of `pod`'s containers, one for each container.
  public mutating func preScore(
    _ pod: PendingPod, _ nodes: ContiguousArray<NodeID>, _ cluster: ClusterState,
    _ cache: inout SchedulerCache
  ) -> PreScoreResult {
    let template = cluster.templates[pod.template]
    images = ContiguousArray(template.images.suffix(template.pod.spec.containers.count))
    return .proceed
  }

  /// Scores the nodes by the size of the images that they have.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    column.fill { node in
      let reported = cache.nodeImages[node.row]
      var size: Int64 = 0
      for image in images {
        if let found = reported.first(where: { $0.name == image }) { size &+= found.sizeBytes }
      }
      return Self.score(ofSize: size)
    }
  }

  /// The score of images of `size` bytes in all.
  static func score(ofSize size: Int64) -> Int64 {
    let least: Int64 = 23 << 20
    let most: Int64 = 1000 << 20
    if size < least { return 0 }
    return size >= most ? 10 : 10 * (size - least) / (most - least) + 1
  }
}
