import ClusterState
import SimulationEngine

/// Every pod is in exactly one state, was bound at most once, and is found where it should be.
extension World {
  func verifyPods() throws(InvariantViolation) {
    for row in 0..<cluster.pods.count {
      let pod = PodID(row)
      let record = cluster.pods[pod]
      try verifyFlags(record, pod)
      try verifyTimes(record, pod)
    }
  }

  private func verifyFlags(_ record: PodRecord, _ pod: PodID) throws(InvariantViolation) {
    guard record.node.isPresent == record.scheduled.isSet else {
      throw violation(
        describe(pod), "has a node without an instant of binding, or the reverse")
    }
    guard record.isRemoved == record.removed.isSet else {
      throw violation(
        describe(pod), "is removed without an instant of removal, or the reverse")
    }
    // What deletion has cut short has not finished by itself.
    guard record.phase.isTerminal == (record.finished.isSet || record.isCutShort) else {
      throw violation(
        describe(pod), "has ended without an instant of its end, or the reverse")
    }
    guard !record.isReady || record.phase == .running else {
      throw violation(describe(pod), "is ready in phase \(record.phase.name)")
    }
    guard record.phase != .running || record.node.isPresent else {
      throw violation(describe(pod), "runs without a node")
    }
    guard !record.isRemoved || record.isDeleting else {
      throw violation(describe(pod), "is removed without a request to delete it")
    }
    guard !record.nominatedNode.isPresent || !record.node.isPresent else {
      throw violation(describe(pod), "has both a node and the promise of one")
    }
  }

  /// The instants of a life come in their order, none in the future.
  private func verifyTimes(_ record: PodRecord, _ pod: PodID) throws(InvariantViolation) {
    let course = [
      ("created", record.created), ("bound", record.scheduled), ("started", record.started),
      ("first ready", record.firstReady), ("finished", record.finished),
      ("removed", record.removed),
    ]
    // The course of a pod that was there before the run begins before it.
    var (last, lastName) = (record.isInherited ? record.created : .zero, "the start")
    for (name, time) in course where time.isSet {
      guard time >= last else {
        throw violation(
          describe(pod), "was \(name) at \(time), before \(lastName) at \(last)")
      }
      (last, lastName) = (time, name)
    }
    guard last <= now else {
      throw violation(describe(pod), "was \(lastName) in the future, at \(last)")
    }
  }

  /// The lists by node and by template hold each pod that is there once, and the counts agree:
  /// what was created is pending, running, terminating or has ended.
  func verifyPodLists() throws(InvariantViolation) {
    var seenOnNode = [Int](repeating: 0, count: cluster.pods.count)
    for row in cluster.nodes.indices {
      let node = NodeID(row)
      var stray: PodID?
      cluster.pods.forEach(on: node) { pod in
        seenOnNode[pod.row] += 1
        if cluster.pods[pod].node != node { stray = pod }
      }
      if let stray {
        throw violation(describe(stray), "is listed under \(describe(node))")
      }
    }
    var live = ContiguousArray(repeating: Census(), count: cluster.templates.count)
    var owned = ContiguousArray(repeating: Census(), count: cluster.workloads.count)
    for row in 0..<cluster.pods.count {
      let pod = PodID(row)
      let record = cluster.pods[pod]
      let expected = record.node.isPresent && !record.isRemoved ? 1 : 0
      guard seenOnNode[row] == expected else {
        throw violation(
          describe(pod), "is listed \(seenOnNode[row]) times under its node, not \(expected)")
      }
      live[record.template.row].count(record)
      let owner = record.owner
      if owner.isPresent { owned[owner.row].count(record) }
    }
    for row in live.indices {
      let counts = cluster.pods.counts(of: PodTemplateID(row))
      guard live[row].equals(counts) else {
        throw violation("template number \(row)", "counts its pods as \(counts)")
      }
    }
    for row in owned.indices {
      let counts = cluster.pods.counts(of: WorkloadID(row))
      guard owned[row].equals(counts) else {
        throw violation(describe(WorkloadID(row)), "counts its pods as \(counts)")
      }
    }
  }

  /// Pods counted one by one.
  private struct Census {
    var live: Int32 = 0
    var active: Int32 = 0
    var ready: Int32 = 0

    mutating func count(_ pod: PodRecord) {
      guard !pod.isRemoved else { return }
      live += 1
      guard !pod.phase.isTerminal, !pod.isDeleting else { return }
      active += 1
      if pod.isReady { ready += 1 }
    }

    func equals(_ counts: PodCounts) -> Bool {
      live == counts.live && active == counts.active && ready == counts.ready
    }
  }
}
