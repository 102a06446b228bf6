import ClusterState

/// `ImageLocality` of Kubernetes 1.20, which policies call `ImageLocalityPriority`: nodes that have
/// the pod's images, the more the more common these are.
///
/// It differs from today's plugin in two ways: init containers do not count, and a node knows an
/// image as common as it was when the node came, for the cache did not look back. Source:
/// `cacheImpl.createImageStateSummary` and `imagelocality.Score`.
public struct ArrivalImageLocality: ScorePlugin {
  /// The name of the plugin.
  public static let name = "ImageLocality"

  /// The plugin.
  public init() {}

  /// Sums the sizes of the images that a node has, each scaled by the share of nodes that had it.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    let requirements = cache.requirements[pod.template.row]
    let containers = requirements.template.pod.spec.containers.count
    let most = ImageLocality.mostBytesPerContainer &* Int64(containers)
    let least = ImageLocality.leastBytes
    for name in requirements.images.suffix(containers) {
      guard let image = cache.images[name] else { continue }
      // Both lists ascend by id, which is the order of arrival.
      var rank = 0
      var index = 0
      image.nodes.forEach { node in
        rank += 1
        while index < column.nodes.count, column.nodes[index] < node { index += 1 }
        guard index < column.nodes.count, column.nodes[index] == node else { return }
        let share = Double(rank) / Double(cache.nodeCount)
        column.scores[index] &+= Int64(clamping: Double(image.sizeBytes) * share)
      }
    }
    for index in column.scores.indices {
      let sum = min(max(column.scores[index], least), most)
      column.scores[index] = most > least ? 100 * (sum - least) / (most - least) : 0
    }
  }
}
