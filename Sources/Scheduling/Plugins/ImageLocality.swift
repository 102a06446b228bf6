import ClusterState

/// Prefers nodes that hold the pod's images already, the larger the better.
public struct ImageLocality: ScorePlugin {
  /// The name in configurations.
  public static let name = "ImageLocality"

  /// Below this sum images do not count.
  static let leastBytes: Int64 = 23 << 20
  /// The most that one container's image counts.
  static let mostBytesPerContainer: Int64 = 1000 << 20

  private let countsVolumes: Bool

  /// The plugin; with `countsVolumes` the images of volumes count as well, since 1.36.
  public init(countsVolumes: Bool = false) { self.countsVolumes = countsVolumes }

  /// The images that count for `pod`.
  private func images(
    of pod: PendingPod, _ cache: SchedulerCache
  ) -> ContiguousArray<Symbol> {
    let requirements = cache.requirements[pod.template.row]
    return countsVolumes ? requirements.images + requirements.volumeImages : requirements.images
  }

  /// Sums the sizes of the images that a node holds, each scaled by the share of nodes that hold
  /// it. Only the images of containers raise the sum that counts as the most.
  ///
  /// Source: `imagelocality.sumImageScores` and `calculatePriority`, Kubernetes 1.34 and 1.36.
  public func score(
    _ pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache,
    _ column: inout ScoreColumn
  ) {
    let images = images(of: pod, cache)
    guard images.contains(where: { cache.images[$0] != nil }) else { return }
    let containerCount = cache.requirements[pod.template.row].images.count
    let most = Self.mostBytesPerContainer &* Int64(containerCount)
    let nodeCount = Double(cache.nodeCount)
    for name in images {
      guard let image = cache.images[name] else { continue }
      let share = Double(image.nodeCount) / nodeCount
      let bytes = Int64(clamping: Double(image.sizeBytes) * share)
      for index in column.nodes.indices where image.nodes.contains(column.nodes[index]) {
        column.scores[index] &+= bytes
      }
    }
    for index in column.scores.indices {
      var sum = column.scores[index]
      if sum < Self.leastBytes { sum = Self.leastBytes } else if sum > most { sum = most }
      column.scores[index] = 100 * (sum - Self.leastBytes) / (most - Self.leastBytes)
    }
  }
}

extension Int64 {
  /// `value` truncated, at the ends of the type where it does not fit.
  init(clamping value: Double) {
    self = value >= 0x1p63 ? .max : value < -0x1p63 ? .min : value.isNaN ? 0 : Int64(value)
  }
}

extension ImageLocality {
  /// How many other nodes hold an image counts, once one does.
  public func dependence(
    on pod: PendingPod, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> Dependence {
    images(of: pod, cache).contains { cache.images[$0] != nil } ? .cluster : .nothing
  }
}
