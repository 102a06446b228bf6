import ClusterState
import KubernetesObjects

/// A volume as its storage driver knows it.
struct DriverVolume: Hashable, Comparable, Sendable {
  let driver: String
  let handle: String

  static func < (a: Self, b: Self) -> Bool {
    a.driver != b.driver ? a.driver < b.driver : a.handle < b.handle
  }
}

/// The volumes behind the claims of a pod.
struct ClaimedVolumes {
  /// The volumes; one that two claims stand for is there twice.
  private(set) var volumes: [DriverVolume] = []
  /// Whether a claim has no volume yet, so that another volume will stand for it.
  private(set) var isPreliminary = false

  /// The volumes of `pod`; an unbound claim counts by its class's provisioner.
  init(of pod: PodID, _ requirements: PodRequirements, _ cluster: ClusterState) {
    guard !requirements.volumes.claimUses.isEmpty else { return }
    let namespace = cluster.symbols[requirements.template.namespace]
    for name in requirements.volumes.claimNames(of: pod, cluster) {
      guard let claim = cluster.storage.claim(name, in: namespace) else {
        isPreliminary = true
        continue
      }
      if let volume = cluster.storage.volumes[claim.spec.volumeName] {
        if case .csi(let source) = volume.spec.source {
          volumes.append(DriverVolume(driver: source.driver, handle: source.volumeHandle))
        }
        continue
      }
      isPreliminary = true
      if let provisioner = cluster.storage.storageClass(of: claim)?.provisioner,
        !provisioner.isEmpty
      {
        volumes.append(DriverVolume(driver: provisioner, handle: "\(namespace)/\(name)"))
      }
    }
  }
}

/// The volumes of the pods on every node, kept from change to change: only nodes whose pods have
/// changed, or whose claims were not bound when they were looked at, are looked at anew.
struct AttachedVolumes: Sendable {
  /// The volumes of one node.
  struct OnNode: Sendable {
    /// How many different volumes there are of each driver.
    fileprivate(set) var counts: [(driver: String, count: Int)] = []
    /// The different volumes, in order.
    fileprivate var volumes: [DriverVolume] = []
    fileprivate var isPreliminary = false

    /// The volumes of `pods`.
    init(
      of pods: ContiguousArray<PlacedPod>, _ cluster: ClusterState, _ cache: SchedulerCache
    ) {
      for placed in pods {
        let requirements = cache.requirements[placed.template.row]
        guard !requirements.volumes.claimUses.isEmpty else { continue }
        let claimed = ClaimedVolumes(of: placed.pod, requirements, cluster)
        volumes += claimed.volumes
        isPreliminary = isPreliminary || claimed.isPreliminary
      }
      guard !volumes.isEmpty else { return }
      volumes.sort()
      var last: DriverVolume?
      volumes.removeAll { volume in
        defer { last = volume }
        return volume == last
      }
      for volume in volumes {
        if counts.last?.driver == volume.driver {
          counts[counts.count - 1].count += 1
        } else {
          counts.append((volume.driver, 1))
        }
      }
    }

    /// Whether `volume` is there already.
    func contains(_ volume: DriverVolume) -> Bool {
      var range = volumes.indices
      while !range.isEmpty {
        let middle = range.lowerBound + range.count / 2
        if volumes[middle] == volume { return true }
        range =
          volumes[middle] < volume
          ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
      }
      return false
    }

    /// How many different volumes of `driver` are there.
    func count(of driver: String) -> Int { counts.first { $0.driver == driver }?.count ?? 0 }
  }

  private var nodes: ContiguousArray<OnNode> = []
  /// The rows of the nodes that have claims without a volume.
  private var preliminary: Set<Int> = []
  /// How many changes of the cache have been seen; none have at first.
  private var seen = -1
  private var losses = -1

  /// Nothing is known yet.
  init() {}

  /// Takes over what has changed in `cache` and among the claims and volumes of `cluster`.
  mutating func update(_ cluster: ClusterState, _ cache: SchedulerCache) {
    let changes = seen < 0 ? nil : cache.touched.changes(after: seen)
    seen = cache.touched.end
    // A claim without its volume counts by its class again. A claim that is gone has no pods.
    guard let changes, losses == cluster.storage.lossCount else {
      losses = cluster.storage.lossCount
      nodes = []
      preliminary = []
      for row in 0..<cache.rowCount { look(at: row, cluster, cache) }
      return
    }
    for change in changes { look(at: change.node.row, cluster, cache) }
    // tidy allows UnorderedIteration: each row is looked at by itself.
    for row in preliminary { look(at: row, cluster, cache) }
  }

  /// The volumes on `node`, also where its pods have changed since the last update.
  func volumes(
    on node: NodeID, _ cluster: ClusterState, _ cache: SchedulerCache
  ) -> OnNode {
    let isKnown =
      node.row < nodes.count
      && (cache.touched.end == seen
        || cache.touched.changes(after: seen)?.reversed().contains { $0.node == node } == false)
    return isKnown ? nodes[node.row] : OnNode(of: cache.pods[node.row], cluster, cache)
  }

  private mutating func look(at row: Int, _ cluster: ClusterState, _ cache: SchedulerCache) {
    guard row < cache.rowCount else { return }
    while nodes.count <= row { nodes.append(OnNode(of: [], cluster, cache)) }
    nodes[row] = OnNode(of: cache.pods[row], cluster, cache)
    if nodes[row].isPreliminary {
      preliminary.insert(row)
    } else {
      preliminary.remove(row)
    }
  }
}
