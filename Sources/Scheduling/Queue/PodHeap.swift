import ClusterState

/// Pods in order of a key, the first on top: a binary heap.
///
/// Entries are not taken out of the middle; popping skips those that are out of date.
struct PodHeap<Key: Comparable & Sendable>: Sendable {
  private var entries: ContiguousArray<(key: Key, pod: PodID)> = []

  /// The first entry.
  var first: (key: Key, pod: PodID)? { entries.first }

  mutating func push(_ pod: PodID, _ key: Key) {
    var index = entries.count
    entries.append((key, pod))
    while index > 0 {
      let parent = (index - 1) / 2
      guard entries[index].key < entries[parent].key else { return }
      entries.swapAt(index, parent)
      index = parent
    }
  }

  mutating func popFirst() -> (key: Key, pod: PodID)? {
    guard let first = entries.first else { return nil }
    let last = entries.removeLast()
    guard !entries.isEmpty else { return first }
    entries[0] = last
    var index = 0
    while true {
      var child = 2 * index + 1
      guard child < entries.count else { return first }
      if child + 1 < entries.count, entries[child + 1].key < entries[child].key { child += 1 }
      guard entries[child].key < entries[index].key else { return first }
      entries.swapAt(index, child)
      index = child
    }
  }
}
