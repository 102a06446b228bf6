import ClusterState
import Scheduling
import SimulationEngine

/// The scheduler's view equals the API server's state, up to what its watch has not delivered and
/// what it assumes.
extension SchedulerLoop {
  func verifyCache(
    in world: borrowing World, unread: UnreadObjects
  ) throws(InvariantViolation) {
    let cache = view.core.cache
    for row in world.cluster.nodes.indices where !unread.nodes.contains(NodeID(row)) {
      try verifyCachedNode(NodeID(row), cache, in: world)
    }
    for row in 0..<world.cluster.pods.count where !unread.pods.contains(PodID(row)) {
      let pod = PodID(row)
      let record = world.cluster.pods[pod]
      let isCounted = record.node.isPresent && !record.isRemoved && !record.phase.isTerminal
      let place = view.place(of: pod)
      let isAssumed = place.isPresent && record.isWaiting
      guard isAssumed || place == (isCounted ? record.node : .absent) else {
        throw world.violation(
          world.describe(pod), "is counted by the scheduler on node number \(place.index)")
      }
    }
    for row in 0..<cache.rowCount { try verifyCachedColumns(row: row, cache, in: world) }
  }

  private func verifyCachedNode(
    _ node: NodeID, _ cache: borrowing SchedulerCache, in world: borrowing World
  ) throws(InvariantViolation) {
    let record = world.cluster.nodes[node.row]
    guard cache.present.contains(node) == record.isPresent else {
      throw world.violation(
        world.describe(node), "is there for one of scheduler and API server only")
    }
    guard record.isPresent else { return }
    guard
      cache.allocatable.milliCPU[node.row] == record.allocatable.milliCPU
        && cache.allocatable.memoryBytes[node.row] == record.allocatable.memoryBytes
        && cache.allocatablePods[node.row] == record.allocatablePods
    else {
      throw world.violation(world.describe(node), "offers the scheduler other amounts than it has")
    }
    guard cache.cordoned.contains(node) == record.isCordoned else {
      throw world.violation(
        world.describe(node), "is cordoned for one of scheduler and API server only")
    }
    guard cache.labels[node.row] == record.labels else {
      throw world.violation(world.describe(node), "has other labels for the scheduler")
    }
    let taints = cache.taints.lists[cache.taints.number(row: node.row)]
    let areTaintsEqual = zip(taints, record.taints).allSatisfy {
      $0.key == $1.key && $0.value == $1.value && $0.effect == $1.effect
    }
    guard areTaintsEqual, taints.count == record.taints.count else {
      throw world.violation(world.describe(node), "has other taints for the scheduler")
    }
  }

  /// The columns of requests and ports equal the sums over the pods counted in them.
  private func verifyCachedColumns(
    row: Int, _ cache: borrowing SchedulerCache, in world: borrowing World
  ) throws(InvariantViolation) {
    // The columns wrap around beyond 64 bits, and so do these sums.
    var requested = ResourceAmounts.zero
    var (milliCPU, memoryBytes): (Int64, Int64) = (0, 0)
    var ports: Set<HostPort> = []
    for placed in cache.pods[row] {
      guard view.place(of: placed.pod) == NodeID(row) else {
        throw world.violation(world.describe(placed.pod), "is counted twice by the scheduler")
      }
      let requests = cache.requirements[placed.template.row].requests
      requested.milliCPU &+= requests.effective.milliCPU
      requested.memoryBytes &+= requests.effective.memoryBytes
      milliCPU &+= requests.nonZeroMilliCPU
      memoryBytes &+= requests.nonZeroMemoryBytes
      ports.formUnion(world.cluster.templates[placed.template].hostPorts)
    }
    let node = NodeID(row)
    guard
      cache.requested.milliCPU[row] == requested.milliCPU
        && cache.requested.memoryBytes[row] == requested.memoryBytes
        && cache.nonZeroMilliCPU[row] == milliCPU
        && cache.nonZeroMemoryBytes[row] == memoryBytes
    else {
      throw world.violation(
        world.describe(node), "has other sums of requests for the scheduler than its pods make")
    }
    // Of a port that two pods bound by hand share, the real scheduler forgets with the first.
    guard ports.isSuperset(of: cache.usedPorts[row]) else {
      throw world.violation(
        world.describe(node), "has other host ports taken for the scheduler than its pods take")
    }
  }
}
