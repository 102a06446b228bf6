import ClusterState
import SimulationEngine

/// The garbage collection of dead containers.
extension Kubelets {
  /// How many dead containers `node` keeps.
  package func deadContainerCount(on node: NodeID) -> Int { nodes[node.row].deadContainers.count }

  mutating func collectContainers(
    on node: NodeID, _ generation: UInt16, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    guard isUp(node), nodes[node.row].generation == generation else { return }
    let policy = settings.containerGarbageCollection
    context.post(
      .containerGarbageCollectionDue(node, generation: generation),
      after: policy.period.atLeastOneMillisecond)
    guard !nodes[node.row].deadContainers.isEmpty else { return }
    nodes[node.row].deadContainers.collectGarbage(
      maxPerPodContainer: policy.maxPerPodContainer, maxContainers: policy.maxContainers,
      createdBefore: context.now - policy.minimumAge,
      newer: &newerDeadContainers, isPodGone: { cluster.pods[$0].isRemoved })
  }
}

extension ContiguousArray<DeadContainer> {
  /// Takes out what a node need not keep: all of pods that are gone, the oldest of each container
  /// beyond `maxPerPodContainer`, then, if the total is still over `maxContainers`, the oldest of
  /// each container beyond an equal share, then the oldest of all. A negative number is no limit.
  ///
  /// Containers created after `horizon` are neither taken nor counted. `newer` is room to count in,
  /// whatever it holds. Source: `pkg/kubelet/kuberuntime/kuberuntime_gc.go` and, for 1.2,
  /// `container_gc.go`.
  mutating func collectGarbage(
    maxPerPodContainer: Int, maxContainers: Int, createdBefore horizon: SimulationTime,
    newer: inout [Int64: Int], isPodGone: (PodID) -> Bool
  ) {
    removeAll { $0.created <= horizon && isPodGone($0.pod) }
    if maxPerPodContainer >= 0 { keepNewest(maxPerPodContainer, horizon, &newer) }
    guard maxContainers >= 0 else { return }
    var old = filter { $0.created <= horizon }
    guard old.count > maxContainers else { return }
    let groups = Set(old.lazy.map(\.group)).count
    keepNewest(Swift.max(1, maxContainers / Swift.max(1, groups)), horizon, &newer)
    old = filter { $0.created <= horizon }
    var surplus = old.count - maxContainers
    guard surplus > 0 else { return }
    let youngestTaken = old.map(\.created).sorted()[surplus - 1]
    surplus -= old.count { $0.created < youngestTaken }
    removeAll {
      guard $0.created <= youngestTaken else { return false }
      guard $0.created == youngestTaken else { return true }
      surplus -= 1
      return surplus >= 0
    }
  }

  /// Keeps the newest `limit` of each container among those created no later than `horizon`; a
  /// container's entries lie in order of their creation.
  private mutating func keepNewest(
    _ limit: Int, _ horizon: SimulationTime, _ newer: inout [Int64: Int]
  ) {
    newer.removeAll(keepingCapacity: true)
    // What is kept moves to the end, over what is not.
    var start = count
    for index in indices.reversed() {
      let dead = self[index]
      if dead.created <= horizon {
        guard newer[dead.group, default: 0] < limit else { continue }
        newer[dead.group, default: 0] += 1
      }
      start -= 1
      self[start] = dead
    }
    removeFirst(start)
  }
}
