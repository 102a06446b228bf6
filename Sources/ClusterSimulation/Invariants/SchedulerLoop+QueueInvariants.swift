import ClusterState
import Scheduling
import SimulationEngine

/// The scheduler loses no pod, keeps none twice, and promises nodes to pods that wait only.
extension SchedulerLoop {
  func verifyQueue(
    in world: borrowing World, unread: UnreadObjects
  ) throws(InvariantViolation) {
    if let policy {
      try verify(policy, in: world, unread)
    } else if usesQueue {
      try verifyQueuedPods(in: world, unread)
      try verifyWaitingPods(in: world, unread)
      try verifyNominations(in: world, unread)
    } else {
      try verifyArrivals(in: world, unread)
    }
  }

  /// Every pod of the queue waits, or the watch has still to tell that it does not, or its cycle or
  /// binding is to end; and the counts are those of the places.
  private func verifyQueuedPods(
    in world: borrowing World, _ unread: UnreadObjects
  ) throws(InvariantViolation) {
    var entries: ContiguousArray<QueuedPod> = []
    queue.forEach { entries.append($0) }
    var counts: [QueuedPod.Place: Int] = [:]
    for entry in entries {
      counts[entry.place, default: 0] += 1
      let record = world.cluster.pods[entry.pod]
      let isInHands = entry.place == .inFlight || entry.place == .binding
      guard record.isWaiting || isInHands || unread.pods.contains(entry.pod) else {
        throw world.violation(world.describe(entry.pod), "is queued and does not wait")
      }
      guard
        entry.template == record.template || unread.pods.contains(entry.pod)
      else { throw world.violation(world.describe(entry.pod), "is queued with another template") }
      let isGated = view.isGated(world.cluster.templates[entry.template])
      guard isGated == (entry.place == .gated) else {
        throw world.violation(
          world.describe(entry.pod), "is on the wrong side of its scheduling gates")
      }
      guard entry.place != .unschedulable || !entry.rejectedBy.isEmpty else {
        throw world.violation(world.describe(entry.pod), "is parked and nobody turned it down")
      }
    }
    let known = queue.counts
    let backoff =
      counts[.backoff(isError: true), default: 0]
      + counts[.backoff(isError: false), default: 0]
    let pairs = [
      (known.active, counts[.active, default: 0]), (known.backoff, backoff),
      (known.unschedulable, counts[.unschedulable, default: 0]),
      (known.gated, counts[.gated, default: 0]), (known.inFlight, counts[.inFlight, default: 0]),
      (known.binding, counts[.binding, default: 0]),
    ]
    guard pairs.allSatisfy({ $0 == $1 }) else {
      throw world.violation("the scheduling queue", "counts its pods as \(known)")
    }
    guard known.inFlight <= (isBusy ? 1 : 0) else {
      throw world.violation("the scheduling queue", "has \(known.inFlight) pods in flight")
    }
  }

  /// Every pod that waits and of which the scheduler knows is in its queue.
  private func verifyWaitingPods(
    in world: borrowing World, _ unread: UnreadObjects
  ) throws(InvariantViolation) {
    for row in 0..<world.cluster.pods.count where world.cluster.pods[PodID(row)].isWaiting {
      let pod = PodID(row)
      let template = world.cluster.templates[world.cluster.pods[pod].template]
      guard !unread.pods.contains(pod), view.profile(of: template) != nil else {
        continue
      }
      guard let entry = queue[pod] else {
        throw world.violation(world.describe(pod), "waits and is not queued")
      }
      guard
        entry.place == .binding || entry.place == .inFlight
          || !view.place(of: pod).isPresent
      else { throw world.violation(world.describe(pod), "is queued and assumed on a node") }
    }
  }

  /// Each promise is made to another pod, which waits for a node and is not assumed on one.
  private func verifyNominations(
    in world: borrowing World, _ unread: UnreadObjects
  ) throws(InvariantViolation) {
    var promised: Set<PodID> = []
    for entry in view.core.nominations.entries {
      let pod = entry.pod.pod
      guard promised.insert(pod).inserted else {
        throw world.violation(world.describe(pod), "is promised two nodes")
      }
      guard world.cluster.pods[pod].isWaiting else {
        if unread.pods.contains(pod) { continue }
        throw world.violation(world.describe(pod), "is promised a node and does not wait")
      }
      guard queue[pod] != nil, !view.place(of: pod).isPresent else {
        throw world.violation(
          world.describe(pod), "is promised a node and not queued, or assumed on one")
      }
    }
  }

  /// First come, first served: every pod that waits and of which the scheduler knows is in the
  /// queue, in its hands, assumed on a node or in a pause; none is queued twice.
  private func verifyArrivals(
    in world: borrowing World, _ unread: UnreadObjects
  ) throws(InvariantViolation) {
    var queued: Set<PodID> = []
    for pod in arrivals.waiting {
      guard queued.insert(pod).inserted else {
        throw world.violation(world.describe(pod), "is queued twice")
      }
    }
    var unaccounted = 0
    for row in 0..<world.cluster.pods.count where world.cluster.pods[PodID(row)].isWaiting {
      let pod = PodID(row)
      let template = world.cluster.templates[world.cluster.pods[pod].template]
      guard !unread.pods.contains(pod), !queued.contains(pod),
        !view.place(of: pod).isPresent, view.profile(of: template) != nil
      else { continue }
      unaccounted += 1
    }
    let expected = Int(arrivals.pausedCount) + (isBusy ? 1 : 0)
    guard unaccounted <= expected else {
      throw world.violation(
        "the scheduler",
        "has lost a pod: \(unaccounted) wait outside its queue, \(expected) are in its hands")
    }
  }
}
