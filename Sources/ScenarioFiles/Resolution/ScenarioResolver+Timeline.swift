import ClusterSimulation
import KubernetesObjects
import SimulationEngine
import StructuredText

/// The timeline, entry by entry in order of time, so that each finds the world as it is then.
extension ScenarioResolver {
  /// The timeline of a run that ends at `end`, in order of time, then of declaration.
  mutating func timeline(until end: SimulationTime) -> [TimelineEntry] {
    let rows = draft.timeline.indices.sorted {
      let times = (draft.timeline[$0].at?.value ?? .zero, draft.timeline[$1].at?.value ?? .zero)
      return times.0 == times.1 ? $0 < $1 : times.0 < times.1
    }
    var entries: [TimelineEntry] = []
    for row in rows {
      let entry = draft.timeline[row]
      guard let at = entry.at, let verb = entry.verb, let arguments = entry.arguments else {
        continue
      }
      let time = SimulationTime.zero + at.value
      if time > end {
        problems.add(
          at.warning("the run ends at \(end.secondsText(decimals: 0))s: this never happens"))
      }
      check(arguments.value.nodes, at: time)
      check(arguments.value.objects, at: time)
      for action in verb.make(arguments.value) {
        for action in complete(action, arguments, at: time) {
          entries.append(TimelineEntry(at: time, action))
        }
      }
    }
    return entries
  }

  /// Reads what an action has in files, checks it, and notes what it changes.
  private mutating func complete(
    _ draft: ActionDraft, _ arguments: Located<VerbArguments>, at time: SimulationTime
  ) -> [TimelineAction] {
    switch draft {
    case .apply(let sources):
      let all = admit(read(sources.flatMap { documents(of: $0) }))
      for object in all { note(object, at: time) }
      return [.apply(all.map(\.object))]
    case .patch(let patch): return self.patch(patch, arguments)
    case .rollingUpdate(let old, let namespace, let update):
      return rollingUpdate(from: old, in: namespace, update, arguments, at: time).map { [$0] }
        ?? []
    case .action(let action):
      note(action, arguments.value, at: time)
      return [action]
    }
  }

  private mutating func documents(of source: VerbArguments.Source) -> [SyntaxNode] {
    switch source {
    case .inline(let node): [node]
    case .file(let reference): readDocuments(reference)
    }
  }

  /// Notes the nodes that join and leave.
  private mutating func note(
    _ action: TimelineAction, _ arguments: VerbArguments, at time: SimulationTime
  ) {
    switch action {
    case .join(let name, let count):
      if let pool = arguments.pool, !world.pools.contains(where: { $0.name == name }) {
        problems.add(world.missing("pool", name, at: pool))
      }
      world.join(count, to: name)
      if Int64(world.nodeCount) > Limits.nodes, let place = arguments.count {
        problems.add(
          place.error("\(world.nodeCount) nodes in all; the limit is \(Limits.nodes)"))
      }
    case .leave(let target): world.leave(target, at: time)
    default: break
    }
  }

  private mutating func rollingUpdate(
    from old: ObjectTargetDraft.Named, in namespace: String, _ arguments: VerbArguments,
    _ place: Located<VerbArguments>, at time: SimulationTime
  ) -> TimelineAction? {
    guard let source = arguments.to else { return nil }
    let errors = problems.hasErrors
    let found = admit(read(documents(of: source)))
    let controllers = found.compactMap { $0.object as? ReplicationController }
    guard let new = controllers.first, controllers.count == 1 else {
      if !errors, !problems.hasErrors {
        problems.add(
          place.error("to: expected one ReplicationController, found \(controllers.count)"))
      }
      return nil
    }
    if new.metadata.name == old.name.value {
      problems.add(place.error("to: the new controller needs another name than \(old.name.value)"))
    }
    for object in found { note(object, at: time) }
    var update = RollingUpdate(namespace: namespace, old: old.name.value, new: new)
    if let span = arguments.updatePeriod { update.updatePeriod = span }
    if let span = arguments.pollInterval { update.pollInterval = span }
    if let span = arguments.timeout { update.timeout = span }
    return .rollingUpdate(update)
  }

  /// Holds the names of nodes, pools and zones to those that are there at `time`.
  mutating func check(_ target: NodeTargetDraft, at time: SimulationTime) {
    for node in target.nodes {
      if !world.hasNode(node.value) {
        problems.add(world.missing("node", node.value, at: node))
      } else if let left = world.departure(of: node.value) {
        problems.add(
          node.error("node \(node.value) left at \(left.secondsText(decimals: 0))s"))
      }
    }
    for pool in target.pools where !world.pools.contains(where: { $0.name == pool.value }) {
      problems.add(world.missing("pool", pool.value, at: pool))
    }
    for zone in target.zones where !world.zones.contains(zone.value) {
      problems.add(world.missing("zone", zone.value, at: zone))
    }
  }

  /// Holds the names of objects to those that are there.
  private mutating func check(_ target: ObjectTargetDraft, at time: SimulationTime) {
    for named in target.named {
      let key = KnownWorld.Key(
        kind: named.kind, namespace: target.namespace, name: named.name.value)
      if world.contains(key) || named.kind == Pod.kind && mayBeMade(key) { continue }
      let kind = named.kind.name
      let elsewhere = world.namespaces(of: named.kind, named: named.name.value)
      if let namespace = elsewhere.first {
        problems.add(
          named.name.error(
            "there is no \(kind) \(named.name.value) in namespace \(target.namespace), "
              + "but in \(namespace)"))
      } else {
        problems.add(world.missing(kind, named.name.value, at: named.name))
      }
    }
  }

  /// Whether a pod may be called so because a controller or a workload names it.
  private func mayBeMade(_ key: KnownWorld.Key) -> Bool {
    if world.recordedPods.contains(key.name) { return true }
    let makers =
      world.workloads.filter { $0.namespace == key.namespace }.map(\.name)
      + [ReplicationController.kind, ReplicaSet.kind].flatMap { world.names(of: $0) }
    return makers.contains { key.name.hasPrefix($0 + "-") }
  }
}
