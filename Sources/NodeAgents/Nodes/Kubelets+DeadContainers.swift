import ClusterState
import SimulationEngine

/// The garbage collection of dead containers.
extension Kubelets {
  mutating func keepDead(_ pod: PodID, _ index: UInt16, _ cluster: borrowing ClusterState) {
    let row = Int(workers[pod.row].firstContainer) + Int(index)
    let image = cluster.templates[cluster.pods[pod].template].images[Int(index)]
    nodes[workers[pod.row].node.row].deadContainers.append(
      DeadContainer(pod: pod, container: index, image: image, created: containers[row].started))
  }

  /// How many dead containers `node` keeps.
  public func deadContainerCount(on node: NodeID) -> Int { nodes[node.row].deadContainers.count }

  mutating func collectContainers(
    on node: NodeID, _ generation: UInt16, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    guard isUp(node), nodes[node.row].generation == generation else { return }
    let policy = settings.containerGarbageCollection
    context.post(
      .containerGarbageCollectionDue(node, generation: generation), after: policy.period)
    guard !nodes[node.row].deadContainers.isEmpty else { return }
    let horizon = context.now - policy.minimumAge
    nodes[node.row].deadContainers.collectGarbage(
      maxPerPodContainer: policy.maxPerPodContainer, maxContainers: policy.maxContainers,
      createdBefore: horizon, isPodGone: { cluster.pods[$0].isRemoved })
  }
}

extension ContiguousArray<DeadContainer> {
  /// Takes out what a node need not keep: all of pods that are gone, the oldest of each container
  /// beyond `maxPerPodContainer`, then, if the total is still over `maxContainers`, the oldest of
  /// each container beyond an equal share, then the oldest of all.
  ///
  /// Only containers created no later than `createdBefore` are taken. Source:
  /// `pkg/kubelet/kuberuntime/kuberuntime_gc.go` and, for 1.2, `container_gc.go`.
  mutating func collectGarbage(
    maxPerPodContainer: Int, maxContainers: Int, createdBefore horizon: SimulationTime,
    isPodGone: (PodID) -> Bool
  ) {
    removeAll { $0.created <= horizon && isPodGone($0.pod) }
    if maxPerPodContainer >= 0 { keepNewest(maxPerPodContainer, horizon) }
    guard maxContainers >= 0, count > maxContainers else { return }
    keepNewest(Swift.max(1, maxContainers / Swift.max(1, groupCount)), horizon)
    var surplus = count - maxContainers
    let ages = map(\.created).sorted()
    guard surplus > 0 else { return }
    let youngestTaken = ages[surplus - 1]
    removeAll {
      guard surplus > 0, $0.created <= Swift.min(youngestTaken, horizon) else { return false }
      surplus -= 1
      return true
    }
  }

  private var groupCount: Int {
    var groups = Set<Int64>()
    for dead in self { groups.insert(Int64(dead.pod.index) << 16 | Int64(dead.container)) }
    return groups.count
  }

  /// Keeps the newest `limit` of each container; entries are in order of death, oldest first.
  private mutating func keepNewest(_ limit: Int, _ horizon: SimulationTime) {
    var kept: [Int64: Int] = [:]
    var result: Self = []
    for dead in reversed() {
      let group = Int64(dead.pod.index) << 16 | Int64(dead.container)
      let count = kept[group, default: 0]
      guard count < limit || dead.created > horizon else { continue }
      kept[group] = count + 1
      result.append(dead)
    }
    result.reverse()
    self = result
  }
}
