import ClusterState

/// How many pods of traces and generators have still to come or to end.
struct ArrivalCensus: Sendable {
  /// How many there are.
  private(set) var unfinishedCount = 0
  /// Whether a pod arrived and has not ended, by row of the pod table.
  private var isCounted: ContiguousArray<Bool> = []

  /// Counts `count` pods that are to come.
  mutating func expect(_ count: Int) { unfinishedCount += count }

  /// An expected pod was not admitted.
  mutating func noteRefusal() { unfinishedCount -= 1 }

  /// An expected pod has come.
  mutating func noteArrival(of pod: PodID) {
    while isCounted.count <= pod.row { isCounted.append(false) }
    isCounted[pod.row] = true
  }

  /// Counts `pod` no more; false if it was not counted.
  mutating func noteEnd(of pod: PodID) -> Bool {
    guard pod.row < isCounted.count, isCounted[pod.row] else { return false }
    isCounted[pod.row] = false
    unfinishedCount -= 1
    return true
  }
}
