import ClusterState
import SimulationEngine

/// What holds from one change to the next: followed at every change, at a cost that does not grow
/// with the cluster.
extension SimulationState {
  /// Follows what `pod` requests and uses where it is bound.
  mutating func followPod(_ pod: PodID, at time: SimulationTime) {
    let isRunning = cluster.pods[pod].phase == .running
    load.update(pod, in: cluster, usage: isRunning ? usage(of: pod) : PodUsage())
    let node = cluster.pods[pod].node
    guard node.isPresent else { return }
    followLoad(of: node, .cpu, at: time)
    followLoad(of: node, .memory, at: time)
    followLoad(of: node, .pods, at: time)
    let template = cluster.templates[cluster.pods[pod].template]
    for extended in template.requestsWithDevices.extended {
      followLoad(of: node, extended.resource, at: time)
    }
    recording.resources.setEmpty(isEmpty(node), node, at: time)
  }

  /// Follows where `node` is, whether it is ready and what it offers.
  mutating func followNode(_ node: NodeID, at time: SimulationTime) {
    recording.resources.place(
      node, pool: cluster.nodes[node.row].pool, zone: zone(of: node) ?? .empty, at: time)
    for row in 0..<cluster.resources.count where ResourceID(row) != .ephemeralStorage {
      followLoad(of: node, ResourceID(row), at: time)
    }
    recording.resources.setEmpty(isEmpty(node), node, at: time)
  }

  /// Follows the scheduling queue.
  mutating func followQueue() {
    recording.queue.follow(scheduler.census(), cluster, at: now)
  }

  private mutating func followLoad(
    of node: NodeID, _ resource: ResourceID, at time: SimulationTime
  ) {
    recording.resources.set(share(of: node, resource), of: resource, on: node, at: time)
  }

  /// What `node` gives to the sums of `resource`.
  func share(of node: NodeID, _ resource: ResourceID) -> ScopeTotals {
    var share = ScopeTotals()
    guard cluster.nodes[node.row].isPresent else { return share }
    share.requested = load.requested(resource, on: node)
    share.used = max(0, load.used(resource, on: node))
    share.capacity =
      resource == .pods
      ? cluster.nodes[node.row].allocatablePods : cluster.nodes[node.row].capacity[resource]
    if cluster.nodes[node.row].ready == .yes {
      share.allocatable =
        resource == .pods
        ? cluster.nodes[node.row].allocatablePods : cluster.nodes[node.row].allocatable[resource]
    }
    return share
  }

  /// Whether `node` is there and has no pods that have not ended.
  func isEmpty(_ node: NodeID) -> Bool {
    cluster.nodes[node.row].isPresent && load.podCounts[node.row] == 0
  }
}
