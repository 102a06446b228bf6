import ClusterState
import KubernetesObjects
import Scheduling
import SimulationEngine

/// What the scheduler's watch brings: the cache takes it over, and the queue learns what may help
/// pods that wait.
///
/// Source: `pkg/scheduler/eventhandlers.go`, Kubernetes 1.34.
extension SimulationState {
  mutating func observeForScheduler(_ change: ClusterChange) {
    switch change.subject {
    case .pod: observeForScheduler(PodID(Int(change.index)), change.verb)
    case .node: observeForScheduler(NodeID(Int(change.index)))
    case .other: notifyQueue(of: .storageChanged)
    case .workload, .service, .endpoints, .resourceQuota, .disruptionBudget: break
    }
  }

  /// Wakes the pods that `event` can help.
  mutating func notifyQueue(of event: ClusterEvent) {
    guard scheduler.usesQueue, scheduler.queue.heedsEvents else { return }
    let hints = QueueingHints(cluster, scheduler.core.cache)
    scheduler.queue.handle(event, at: now, hint: hints.helps)
  }

  private mutating func observeForScheduler(_ node: NodeID) {
    guard scheduler.usesQueue else { return scheduler.see(node, in: cluster) }
    while scheduler.seenNodes.count <= node.row { scheduler.seenNodes.append(nil) }
    let old = scheduler.seenNodes[node.row]
    let record = cluster.nodes[node.row]
    guard record.isPresent else {
      scheduler.seenNodes[node.row] = nil
      if let old { notifyQueue(of: .nodeRemoved(old)) }
      scheduler.see(node, in: cluster)
      return
    }
    scheduler.see(node, in: cluster)
    let facts = NodeFacts(record)
    scheduler.seenNodes[node.row] = facts
    guard let old else { return notifyQueue(of: .nodeAdded(facts)) }
    for event in facts.changes(from: old) { notifyQueue(of: event) }
  }

  private mutating func observeForScheduler(_ pod: PodID, _ verb: ClusterChange.Verb) {
    let counted = verb == .specified ? scheduler.countedTemplate(of: pod) : nil
    let wasCounted = scheduler.place(of: pod).isPresent
    scheduler.see(pod, in: &cluster)
    let record = cluster.pods[pod]
    if scheduler.usesQueue {
      let isCounted = scheduler.place(of: pod).isPresent
      if wasCounted && !isCounted {
        notifyQueue(of: .podGone(record.template))
      } else if verb == .bound && isCounted {
        notifyQueue(of: .podPlaced(record.template))
      } else if let counted, isCounted, counted != record.template {
        notifyQueue(of: .podLabelsChanged(from: counted, to: record.template))
      }
      observeWaiting(pod, record, verb)
    }
    let template = cluster.templates[record.template]
    if verb == .added, record.isWaiting, scheduler.profile(of: template) != nil {
      enqueue(pod, template)
    }
  }

  private mutating func enqueue(_ pod: PodID, _ template: PodTemplate) {
    scheduler.noteWaiting(pod)
    guard scheduler.usesQueue else {
      recording.noteQueued(pod, at: now)
      scheduler.arrivals.append(pod)
      return
    }
    let isGated = scheduler.isGated(template)
    if !isGated { recording.noteQueued(pod, at: now) }
    scheduler.queue.add(
      pod, template: template.id, priority: template.priority, isGated: isGated, at: now)
  }

  /// Takes over what has become of a pod that may wait in the queue or be promised a node.
  private mutating func observeWaiting(
    _ pod: PodID, _ record: PodRecord, _ verb: ClusterChange.Verb
  ) {
    observeNomination(of: pod, record)
    guard let known = scheduler.queue[pod] else { return }
    guard record.isWaiting else {
      // While it is being bound, the end of its binding sees to it.
      if known.place != .inFlight && known.place != .binding { scheduler.queue.remove(pod) }
      return
    }
    if verb == .specified, known.template != record.template { update(pod, known, record) }
  }

  private mutating func update(_ pod: PodID, _ known: QueuedPod, _ record: PodRecord) {
    let (old, new) = (cluster.templates[known.template], cluster.templates[record.template])
    var changes: [ClusterEvent] = []
    if old.labels != new.labels { changes.append(.ownLabelsChanged(from: old.id, to: new.id)) }
    if old.pod.spec.tolerations.count != new.pod.spec.tolerations.count {
      changes.append(.ownTolerationsChanged)
    }
    let isGated = scheduler.isGated(new)
    if known.place == .gated && !isGated { recording.noteQueued(pod, at: now) }
    let hints = QueueingHints(cluster, scheduler.core.cache)
    scheduler.queue.update(
      pod, template: new.id, isGated: isGated, changes: changes, at: now, hint: hints.helps)
  }

  /// Takes over a promise that was written, changed or taken back.
  private mutating func observeNomination(of pod: PodID, _ record: PodRecord) {
    let old = scheduler.seenNominations[pod] ?? .absent
    let new = record.isWaiting ? record.nominatedNode : .absent
    // A pod that is gone loses its promise even before that was written, as `PriorityQueue.Delete`
    // sees to.
    if !record.isWaiting { scheduler.core.nominations.withdraw(pod) }
    guard old.isPresent || new.isPresent, old != new else { return }
    scheduler.seenNominations[pod] = new.isPresent ? new : nil
    // Of a pod that is assumed on a node, nothing else is heeded until it is bound.
    if new.isPresent && scheduler.place(of: pod).isPresent { return }
    if new.isPresent {
      scheduler.core.nominations.nominate(scheduler.placed(pod, record), to: new)
    } else {
      scheduler.core.nominations.withdraw(pod)
    }
    if old.isPresent && !record.node.isPresent {
      notifyQueue(of: .nominationWithdrawn(record.template))
    }
  }
}
