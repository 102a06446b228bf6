import ClusterState

/// Pods in the order in which they came; taking the first costs amortised constant time.
struct PodFIFO: Sendable {
  private var pods: ContiguousArray<PodID> = []
  private var head = 0

  var count: Int { pods.count - head }

  var isEmpty: Bool { head == pods.count }

  /// The pods that wait, first come first.
  var waiting: ArraySlice<PodID> { ArraySlice(pods[head...]) }

  mutating func append(_ pod: PodID) { pods.append(pod) }

  mutating func popFirst() -> PodID? {
    guard head < pods.count else { return nil }
    defer {
      head += 1
      if head == pods.count {
        pods.removeAll(keepingCapacity: true)
        head = 0
      } else if head > 1024 && head > pods.count / 2 {
        pods.removeFirst(head)
        head = 0
      }
    }
    return pods[head]
  }
}
