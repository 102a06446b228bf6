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
    policy?.post(in: &world.loop)
    startCycleIfIdle(in: &world)
  }

  mutating func observe(_ change: ClusterChange, in world: inout World) {
    switch change.subject {
    case .pod: observe(PodID(Int(change.index)), change.verb, in: &world)
    case .node: observe(NodeID(Int(change.index)), in: world)
    case .claim, .volume, .storageClass, .storageDrivers, .attachment:
      observeStorage(change, in: world)
    case .workload, .service, .endpoints, .resourceQuota, .disruptionBudget,
      .controllerRevision, .autoscaler, .namespace:
      break
    }
  }

  private mutating func observe(_ node: NodeID, in world: borrowing World) {
    tellPolicy(of: node, in: world.cluster)
    guard usesQueue, policy == nil else { return view.see(node, in: world.cluster) }
    let record = world.cluster.nodes[node.row]
    let facts = record.isPresent ? NodeFacts(record) : nil
    let old = watched.replace(node, by: facts)
    guard let facts else {
      if let old { notifyQueue(of: .nodeDeleted(old), in: world) }
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
    view.see(pod, in: &world.cluster)
    tellPolicy(of: pod, in: &world)
    let record = world.cluster.pods[pod]
    if usesQueue, policy == nil {
      observeWaiting(pod, record, verb, in: &world)
      observeAssigned(pod, record, in: world)
    }
    let template = world.cluster.templates[record.template]
    if verb == .added, record.isWaiting, view.profile(of: template) != nil {
      enqueue(pod, template, in: &world)
    }
  }

  /// Tells the queue of a pod that came to a node, changed there, left it or ended.
  private mutating func observeAssigned(
    _ pod: PodID, _ record: PodRecord, in world: borrowing World
  ) {
    let isAssigned = record.node.isPresent && !record.isRemoved && !record.phase.isTerminal
    let known = watched.replaceAssigned(pod, by: isAssigned ? record.template : .absent)
    guard known.isPresent || isAssigned, known != record.template || !isAssigned else { return }
    let old = PodFacts(pod, template: known, isAssigned: true)
    let new = PodFacts(pod, template: record.template, isAssigned: true)
    if !known.isPresent {
      notifyQueue(of: .assignedPodAdded(new), in: world)
    } else if !isAssigned {
      notifyQueue(of: .assignedPodDeleted(old), in: world)
    } else {
      for event in new.changes(from: old, view.core.cache) { notifyQueue(of: event, in: world) }
    }
  }

  private mutating func enqueue(_ pod: PodID, _ template: PodTemplate, in world: inout World) {
    pending.append(pod)
    guard usesQueue, policy == nil else {
      world.recording.noteQueued(pod, at: world.now)
      if policy == nil { arrivals.append(pod) }
      return
    }
    let isGated = view.isGated(template)
    if !isGated { world.recording.noteQueued(pod, at: world.now) }
    queue.add(
      pod, view.kind(of: pod, in: world.cluster), priority: template.priority, isGated: isGated,
      at: world.now)
  }

  /// Takes over what has become of a pod that may wait in the queue, or for which a node may be
  /// nominated.
  private mutating func observeWaiting(
    _ pod: PodID, _ record: PodRecord, _ verb: ClusterChange.Verb, in world: inout World
  ) {
    observeNomination(of: pod, record, in: world)
    guard let known = queue[pod] else { return }
    guard record.isWaiting else {
      // While a node is looked for, the end of the cycle sees to it.
      switch known.place {
      case .inFlight: break
      case .binding: abandonBinding(of: pod, record, in: world)
      case .active, .backoff, .unschedulable, .gated: queue.remove(pod)
      }
      return
    }
    guard verb == .specified else { return }
    let kind = view.kind(of: pod, in: world.cluster)
    if known.kind != kind { update(pod, known, kind, in: &world) }
  }

  private mutating func update(
    _ pod: PodID, _ known: QueuedPod, _ kind: QueuedPod.Kind, in world: inout World
  ) {
    let isNominated = world.cluster.pods[pod].nominatedNode.isPresent
    func facts(_ template: PodTemplateID) -> PodFacts {
      PodFacts(pod, template: template, isAssigned: false, isNominated: isNominated)
    }
    let changes = facts(kind.template).changes(from: facts(known.template), view.core.cache)
    let isGated = view.isGated(world.cluster.templates[kind.template])
    if known.place == .gated && !isGated { world.recording.noteQueued(pod, at: world.now) }
    changeKind(of: pod, to: kind, isGated: isGated, changes, in: world)
  }

  /// Takes over a nomination that was written, changed or taken back.
  private mutating func observeNomination(
    of pod: PodID, _ record: PodRecord, in world: borrowing World
  ) {
    let new = record.isWaiting ? record.nominatedNode : .absent
    // A pod that is gone loses its nomination even before that was written, as
    // `PriorityQueue.Delete` sees to.
    if !record.isWaiting { view.core.nominations.withdraw(pod) }
    let old = watched.replaceNomination(of: pod, by: new)
    guard old != new else { return }
    // Of a pod that is assumed on a node, nothing is heeded until it is bound.
    if record.isWaiting && view.place(of: pod).isPresent { return }
    if new.isPresent {
      view.core.nominations.nominate(view.placed(pod, record), to: new)
    } else {
      view.core.nominations.withdraw(pod)
    }
    guard old.isPresent, !isSilent(record) else { return }
    // Only pods of its priority or a lower one had to respect the nomination.
    let facts = PodFacts(pod, template: record.template, isAssigned: false, isNominated: true)
    notifyQueue(
      of: .assignedPodDeleted(facts),
      atMost: world.cluster.templates[record.template].priority, in: world)
  }
}

extension SchedulerLoop {
  /// Whether `record` is that of a pod whose nomination ended with its binding, which no version
  /// since 1.36 tells those who wait.
  private func isSilent(_ record: PodRecord) -> Bool {
    record.node.isPresent && view.core.rules.has(.silentBindings)
  }
}

/// What the watch has brought last, to tell what has changed.
struct WatchedObjects: Sendable {
  /// Of the nodes, by row.
  private var nodes: ContiguousArray<NodeFacts?> = []
  /// The promises of the few pods that have one.
  private var nominations: [PodID: NodeID] = [:]
  /// The templates of the pods that have a node and have not ended, by row.
  private var assigned: ContiguousArray<PodTemplateID> = []
  /// Of classes and storage drivers.
  var storage = WatchedStorage()

  /// Takes `facts` over, nil for a node that is gone; returns what was known.
  fileprivate mutating func replace(_ node: NodeID, by facts: NodeFacts?) -> NodeFacts? {
    while nodes.count <= node.row { nodes.append(nil) }
    let old = nodes[node.row]
    nodes[node.row] = facts
    return old
  }

  /// Takes over that `pod` is one of `template` that has a node, or with `absent` that it has none
  /// or has ended; returns what was known.
  fileprivate mutating func replaceAssigned(
    _ pod: PodID, by template: PodTemplateID
  ) -> PodTemplateID {
    guard pod.row < assigned.count || template.isPresent else { return .absent }
    while assigned.count <= pod.row { assigned.append(.absent) }
    let old = assigned[pod.row]
    assigned[pod.row] = template
    return old
  }

  /// Takes a promise over, `absent` for none; returns what was known.
  fileprivate mutating func replaceNomination(of pod: PodID, by node: NodeID) -> NodeID {
    let old = nominations[pod] ?? .absent
    if old != node { nominations[pod] = node.isPresent ? node : nil }
    return old
  }
}
