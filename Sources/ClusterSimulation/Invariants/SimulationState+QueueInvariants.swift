import ClusterState
import Scheduling
import SimulationEngine

/// The scheduler loses no pod, keeps none twice, and promises nodes to pods that wait only.
extension SimulationState {
  func verifySchedulingQueue() throws(InvariantViolation) {
    if scheduler.usesQueue {
      try verifyQueuedPods()
      try verifyWaitingPods()
      try verifyNominations()
    } else {
      try verifyArrivals()
    }
  }

  /// Every pod of the queue waits, or the watch has still to tell that it does not, or its cycle or
  /// binding is to end; and the counts are those of the places.
  private func verifyQueuedPods() throws(InvariantViolation) {
    let unread = unread(by: .scheduler)
    var entries: ContiguousArray<QueuedPod> = []
    scheduler.queue.forEach { entries.append($0) }
    var counts: [QueuedPod.Place: Int] = [:]
    for entry in entries {
      counts[entry.place, default: 0] += 1
      let record = cluster.pods[entry.pod]
      let isInHands = entry.place == .inFlight || entry.place == .binding
      guard record.isWaiting || isInHands || unread.pods.contains(entry.pod) else {
        throw violation(describe(entry.pod), "is queued and does not wait")
      }
      guard
        entry.template == record.template || unread.pods.contains(entry.pod)
      else { throw violation(describe(entry.pod), "is queued with another template") }
      let isGated = scheduler.isGated(cluster.templates[entry.template])
      guard isGated == (entry.place == .gated) else {
        throw violation(describe(entry.pod), "is on the wrong side of its scheduling gates")
      }
      guard entry.place != .unschedulable || !entry.rejectedBy.isEmpty else {
        throw violation(describe(entry.pod), "is parked and nobody turned it down")
      }
    }
    let known = scheduler.queue.counts
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
      throw violation("the scheduling queue", "counts its pods as \(known)")
    }
    guard known.inFlight <= (scheduler.isBusy ? 1 : 0) else {
      throw violation("the scheduling queue", "has \(known.inFlight) pods in flight")
    }
  }

  /// Every pod that waits and of which the scheduler knows is in its queue.
  private func verifyWaitingPods() throws(InvariantViolation) {
    let unread = unread(by: .scheduler)
    for row in 0..<cluster.pods.count where cluster.pods[PodID(row)].isWaiting {
      let pod = PodID(row)
      let template = cluster.templates[cluster.pods[pod].template]
      guard !unread.pods.contains(pod), scheduler.profile(of: template) != nil else { continue }
      guard let entry = scheduler.queue[pod] else {
        throw violation(describe(pod), "waits and is not queued")
      }
      guard
        entry.place == .binding || entry.place == .inFlight
          || !scheduler.place(of: pod).isPresent
      else { throw violation(describe(pod), "is queued and assumed on a node") }
    }
  }

  /// Each promise is made to another pod, which waits for a node and is not assumed on one.
  private func verifyNominations() throws(InvariantViolation) {
    let unread = unread(by: .scheduler)
    var promised: Set<PodID> = []
    for entry in scheduler.core.nominations.entries {
      let pod = entry.pod.pod
      guard promised.insert(pod).inserted else {
        throw violation(describe(pod), "is promised two nodes")
      }
      guard cluster.pods[pod].isWaiting else {
        if unread.pods.contains(pod) { continue }
        throw violation(describe(pod), "is promised a node and does not wait")
      }
      guard scheduler.queue[pod] != nil, !scheduler.place(of: pod).isPresent else {
        throw violation(describe(pod), "is promised a node and not queued, or assumed on one")
      }
    }
  }

  /// First come, first served: every pod that waits and of which the scheduler knows is in the
  /// queue, in its hands, assumed on a node or in a pause; none is queued twice.
  private func verifyArrivals() throws(InvariantViolation) {
    var queued: Set<PodID> = []
    for pod in scheduler.arrivals.waiting {
      guard queued.insert(pod).inserted else { throw violation(describe(pod), "is queued twice") }
    }
    let unread = unread(by: .scheduler)
    var unaccounted = 0
    for row in 0..<cluster.pods.count where cluster.pods[PodID(row)].isWaiting {
      let pod = PodID(row)
      let template = cluster.templates[cluster.pods[pod].template]
      guard !unread.pods.contains(pod), !queued.contains(pod),
        !scheduler.place(of: pod).isPresent, scheduler.profile(of: template) != nil
      else { continue }
      unaccounted += 1
    }
    let expected = Int(scheduler.pausedCount) + (scheduler.isBusy ? 1 : 0)
    guard unaccounted <= expected else {
      throw violation(
        "the scheduler",
        "has lost a pod: \(unaccounted) wait outside its queue, \(expected) are in its hands")
    }
  }
}
