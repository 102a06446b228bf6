import ClusterState
import KubernetesObjects
import Scheduling
import SimulationEngine

/// What the scheduler's watch brings: the cache takes it over, and the queue learns what may help
/// pods that wait.
///
/// Source: `pkg/scheduler/eventhandlers.go`, Kubernetes 1.34.
extension SchedulerLoop {
  /// Sees what has reached the watch, and goes on.
  mutating func observeChanges(in world: inout World) {
    world.cursors.woke(.scheduler)
    while let change = world.nextChange(for: .scheduler) { observe(change, in: &world) }
    startCycleIfIdle(in: &world)
  }

  private mutating func observe(_ change: ClusterChange, in world: inout World) {
    switch change.subject {
    case .pod: observe(PodID(Int(change.index)), change.verb, in: &world)
    case .node: observe(NodeID(Int(change.index)), in: world)
    case .other: notifyQueue(of: .storageChanged, in: world)
    case .workload, .service, .endpoints, .resourceQuota, .disruptionBudget: break
    }
  }

  /// Wakes the pods that `event` can help.
  mutating func notifyQueue(of event: ClusterEvent, in world: borrowing World) {
    guard usesQueue, queue.heedsEvents else { return }
    let hints = QueueingHints(world.cluster, view.core.cache)
    queue.handle(event, at: world.now, hint: hints.helps)
  }

  private mutating func observe(_ node: NodeID, in world: borrowing World) {
    guard usesQueue else { return view.see(node, in: world.cluster) }
    let record = world.cluster.nodes[node.row]
    let facts = record.isPresent ? NodeFacts(record) : nil
    let old = watched.replace(node, by: facts)
    guard let facts else {
      if let old { notifyQueue(of: .nodeRemoved(old), in: world) }
      view.see(node, in: world.cluster)
      return
    }
    view.see(node, in: world.cluster)
    guard let old else { return notifyQueue(of: .nodeAdded(facts), in: world) }
    for event in facts.changes(from: old) { notifyQueue(of: event, in: world) }
  }

  private mutating func observe(
    _ pod: PodID, _ verb: ClusterChange.Verb, in world: inout World
  ) {
    let counted = verb == .specified ? view.countedTemplate(of: pod) : nil
    let wasCounted = view.place(of: pod).isPresent
    view.see(pod, in: &world.cluster)
    let record = world.cluster.pods[pod]
    if usesQueue {
      let isCounted = view.place(of: pod).isPresent
      if wasCounted && !isCounted {
        notifyQueue(of: .podGone(record.template), in: world)
      } else if verb == .bound && isCounted {
        notifyQueue(of: .podPlaced(record.template), in: world)
      } else if let counted, isCounted, counted != record.template {
        notifyQueue(of: .podLabelsChanged(from: counted, to: record.template), in: world)
      }
      observeWaiting(pod, record, verb, in: &world)
    }
    let template = world.cluster.templates[record.template]
    if verb == .added, record.isWaiting, view.profile(of: template) != nil {
      enqueue(pod, template, in: &world)
    }
  }

  private mutating func enqueue(_ pod: PodID, _ template: PodTemplate, in world: inout World) {
    pending.append(pod)
    guard usesQueue else {
      world.recording.noteQueued(pod, at: world.now)
      arrivals.append(pod)
      return
    }
    let isGated = view.isGated(template)
    if !isGated { world.recording.noteQueued(pod, at: world.now) }
    queue.add(
      pod, template: template.id, priority: template.priority, isGated: isGated, at: world.now)
  }

  /// Takes over what has become of a pod that may wait in the queue or be promised a node.
  private mutating func observeWaiting(
    _ pod: PodID, _ record: PodRecord, _ verb: ClusterChange.Verb, in world: inout World
  ) {
    observeNomination(of: pod, record, in: world)
    guard let known = queue[pod] else { return }
    guard record.isWaiting else {
      // While it is being bound, the end of its binding sees to it.
      if known.place != .inFlight && known.place != .binding { queue.remove(pod) }
      return
    }
    if verb == .specified, known.template != record.template {
      update(pod, known, record, in: &world)
    }
  }

  private mutating func update(
    _ pod: PodID, _ known: QueuedPod, _ record: PodRecord, in world: inout World
  ) {
    let old = world.cluster.templates[known.template]
    let new = world.cluster.templates[record.template]
    var changes: [ClusterEvent] = []
    if old.labels != new.labels { changes.append(.ownLabelsChanged(from: old.id, to: new.id)) }
    if old.pod.spec.tolerations.count != new.pod.spec.tolerations.count {
      changes.append(.ownTolerationsChanged)
    }
    let isGated = view.isGated(new)
    if known.place == .gated && !isGated { world.recording.noteQueued(pod, at: world.now) }
    let hints = QueueingHints(world.cluster, view.core.cache)
    queue.update(
      pod, template: new.id, isGated: isGated, changes: changes, at: world.now, hint: hints.helps)
  }

  /// Takes over a promise that was written, changed or taken back.
  private mutating func observeNomination(
    of pod: PodID, _ record: PodRecord, in world: borrowing World
  ) {
    let new = record.isWaiting ? record.nominatedNode : .absent
    // A pod that is gone loses its promise even before that was written, as `PriorityQueue.Delete`
    // sees to.
    if !record.isWaiting { view.core.nominations.withdraw(pod) }
    let old = watched.replaceNomination(of: pod, by: new)
    guard old.isPresent || new.isPresent, old != new else { return }
    // Of a pod that is assumed on a node, nothing else is heeded until it is bound.
    if new.isPresent && view.place(of: pod).isPresent { return }
    if new.isPresent {
      view.core.nominations.nominate(view.placed(pod, record), to: new)
    } else {
      view.core.nominations.withdraw(pod)
    }
    if old.isPresent && !record.node.isPresent {
      notifyQueue(of: .nominationWithdrawn(record.template), in: world)
    }
  }
}

/// What the watch has brought last, to tell what has changed.
struct WatchedObjects: Sendable {
  /// Of the nodes, by row.
  private var nodes: ContiguousArray<NodeFacts?> = []
  /// The promises of the few pods that have one.
  private var nominations: [PodID: NodeID] = [:]

  /// Takes `facts` over, nil for a node that is gone; returns what was known.
  fileprivate mutating func replace(_ node: NodeID, by facts: NodeFacts?) -> NodeFacts? {
    while nodes.count <= node.row { nodes.append(nil) }
    let old = nodes[node.row]
    nodes[node.row] = facts
    return old
  }

  /// Takes a promise over, `absent` for none; returns what was known.
  fileprivate mutating func replaceNomination(of pod: PodID, by node: NodeID) -> NodeID {
    let old = nominations[pod] ?? .absent
    if old != node { nominations[pod] = node.isPresent ? node : nil }
    return old
  }
}
