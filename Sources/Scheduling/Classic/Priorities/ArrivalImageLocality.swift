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
    var places = ContiguousArray<Int32>(repeating: -1, count: cache.rowCount)
    for (place, node) in column.nodes.enumerated() { places[node.row] = Int32(place) }
    for name in requirements.images.suffix(containers) {
      guard let image = cache.images[name] else { continue }
      // Ids ascend in order of arrival.
      var rank = 0
      image.nodes.forEach { node in
        rank += 1
        let place = Int(places[node.row])
        guard place >= 0 else { return }
        let share = Double(rank) / Double(cache.nodeCount)
        column.scores[place] &+= Int64(clamping: Double(image.sizeBytes) * share)
      }
    }
    for index in column.scores.indices {
      let sum = min(max(column.scores[index], least), most)
      column.scores[index] = most > least ? 100 * (sum - least) / (most - least) : 0
    }
  }
}
