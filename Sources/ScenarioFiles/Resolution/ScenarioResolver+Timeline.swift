import ClusterSimulation
import ClusterState
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
      if time > end, isEndKnown {
        problems.add(
          at.warning("the run ends at \(end.secondsText(decimals: 0))s: this never happens"))
      }
      check(arguments.value.nodes, at: time)
      check(arguments.value.objects, at: time)
      let simulated = dropUnsimulated(arguments, verb)
      for action in verb.make(simulated.value) {
        for action in complete(action, simulated, at: time) {
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
      let written = read(
        objectAssignments.apply(to: sources.flatMap { documents(of: $0) }))
      for object in written where object.kind.role != .simulated && isPermitted(object) {
        noteUnsimulated(object)
      }
      let all = admit(written.map { withPatches($0) })
      let actions = applications(of: all)
      for object in all where object.kind.role == .simulated && isPermitted(object) {
        note(object, at: time)
      }
      for object in written { world.noteApplied(object) }
      return actions
    case .patch(let patch): return self.patch(patch, arguments)
    case .metadata(let changes, let key): return metadata(changes, key, arguments)
    case .rollingUpdate(let old, let namespace, let update):
      return rollingUpdate(from: old, in: namespace, update, arguments, at: time).map { [$0] }
        ?? []
    case .action(let action):
      checkRevision(arguments)
      checkRollout(action, arguments)
      note(action, arguments.value, at: time)
      return noteImage(action, arguments)
    }
  }

  /// Holds a revision to the one command that returns to it.
  private mutating func checkRevision(_ arguments: Located<VerbArguments>) {
    guard let revision = arguments.node["toRevision"], let command = arguments.value.rollout else {
      return
    }
    if case .undo = command { return }
    problems.add(
      revision.diagnostic(
        .error, "toRevision: only undo returns to a revision, found do: \(command.text)"))
  }

  /// Leaves out what is asked of objects of kinds that are not simulated, and says so.
  private mutating func dropUnsimulated(
    _ arguments: Located<VerbArguments>, _ verb: TimelineVerb
  ) -> Located<VerbArguments> {
    var value = arguments.value
    var dropped: [ObjectKind] = []
    value.objects.keep { kind in
      if kind.role == .simulated || verb.reachesEveryKind { return true }
      dropped.append(kind)
      return false
    }
    // The patch is checked all the same, and counts for those to come.
    for named in arguments.value.objects.named where named.kind.role != .simulated {
      _ = merge(
        arguments.value.patch.merged, into: named, in: value.objects.namespace, arguments)
    }
    for kind in dropped {
      problems.counts.count(
        "\(verb.name) of a \(kind.name) is not simulated yet", at: arguments.node)
    }
    return arguments.map { _ in value }
  }

  /// Labels or annotations of objects of which the simulation keeps them.
  private mutating func metadata(
    _ arguments: VerbArguments, _ key: String, _ place: Located<VerbArguments>
  ) -> [TimelineAction] {
    let changes = key == "labels" ? arguments.labels : arguments.annotations
    let members = changes.map { change in
      SyntaxValue.Member(change.key, change.value.map { .string($0) } ?? .null)
    }
    let patch = JSONEmitter.bytes(of: .mapping([SyntaxValue.Member(key, .mapping(members))]))
    guard let node = try? JSONReader.read(patch, file: place.node.file) else { return [] }
    return arguments.objects.named.filter { PatchDraft.mergedKinds.contains($0.kind) }
      .compactMap { named in
        let update = merge(
          [("metadata", node)], into: named, in: arguments.objects.namespace, place)
        // Workloads are patched as they are by then.
        return WorkloadKind.allCases.contains { $0.name == named.kind.name } ? nil : update
      }
  }

  /// Keeps an image that is set in mind, for later patches. A CronJob takes it from its manifest.
  private mutating func noteImage(
    _ action: TimelineAction, _ arguments: Located<VerbArguments>
  ) -> [TimelineAction] {
    guard case .setImage(let target, let container, let image) = action,
      case .named(let kind, let namespace, let name) = target,
      let named = arguments.value.objects.named.first(where: {
        $0.kind.name == kind && $0.name.value == name
          && PatchDraft.mergedKinds.contains($0.kind)
      })
    else { return [action] }
    let update = setImage(image, of: container, in: named, namespace: namespace, arguments)
    return named.kind == CronJob.kind ? update.map { [$0] } ?? [] : [action]
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
    case .join(let name, let count, let labels):
      if let pool = arguments.pool, !world.hasPool(name) {
        blame("pool", name, at: pool)
      }
      world.join(count, to: name, labels: labels)
      if Int64(world.nodeCount) > Limits.nodes, let place = arguments.count {
        problems.add(
          place.error("\(world.nodeCount) nodes in all; the limit is \(Limits.nodes)"))
      }
    case .delete(.named(let kind, let namespace, let name), _, _):
      APIObjectRegistry.kind(named: kind).map {
        admission.remove($0, named: name, in: namespace)
        world.forget(KnownWorld.Key($0, namespace, name))
      }
    case .leave(let target), .deleteNodes(let target): world.leave(target, at: time)
    default: break
    }
  }

  private mutating func rollingUpdate(
    from old: ObjectTargetDraft.Named, in namespace: String, _ arguments: VerbArguments,
    _ place: Located<VerbArguments>, at time: SimulationTime
  ) -> TimelineAction? {
    guard let source = arguments.to else { return nil }
    let errors = problems.hasErrors
    let found = admit(read(objectAssignments.apply(to: documents(of: source))))
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
        blame("node", node.value, at: node)
      } else if let left = world.departure(of: node.value) {
        problems.add(
          node.error("node \(node.value) left at \(left.secondsText(decimals: 0))s"))
      }
    }
    for pool in target.pools where !world.hasPool(pool.value) {
      blame("pool", pool.value, at: pool)
    }
    for zone in target.zones where !world.hasZone(zone.value) {
      blame("zone", zone.value, at: zone)
    }
  }

  /// Holds the names of objects to those that are there.
  private mutating func check(_ target: ObjectTargetDraft, at time: SimulationTime) {
    for named in target.named {
      let key = KnownWorld.Key(named.kind, target.namespace, named.name.value)
      if world.contains(key) || named.kind == Pod.kind && mayBeMade(key) { continue }
      // A namespace in which there is anything is there.
      if named.kind == Namespace.kind, world.hasNamespace(key.name) { continue }
      let kind = named.kind.name
      let elsewhere = world.namespaces(of: named.kind, named: named.name.value)
      if let namespace = elsewhere.first {
        problems.add(
          named.name.error(
            "there is no \(kind) \(named.name.value) in namespace \(target.namespace), "
              + "but in \(namespace)"))
      } else {
        blame(kind, named.name.value, at: named.name)
      }
    }
  }

  /// Reports that a name means nothing, unless it may be that of something that could not be read:
  /// that has been reported, and this would only follow from it.
  mutating func blame<Value>(_ kind: String, _ name: String, at place: Located<Value>) {
    guard !world.mayHide(kind) else { return }
    problems.add(world.missing(kind, name, at: place))
  }

  /// Whether a pod may be called so because a controller or a workload names it; a pattern too, if
  /// it can stand for the name of a pod.
  private func mayBeMade(_ key: KnownWorld.Key) -> Bool {
    if world.recordedPods.contains(key.name) { return true }
    guard key.name.contains("*") else {
      return key.name.indices.contains { index in
        key.name[index] == "-" && world.makesPods(String(key.name[..<index]), in: key.namespace)
      }
    }
    let makers =
      world.workloads.filter { $0.namespace == key.namespace }.map(\.name)
      + KnownWorld.makerKinds.flatMap { world.names(of: $0, in: key.namespace) }
    let pattern = NamePattern(key.name)
    let pods = world.names(of: Pod.kind, in: key.namespace)
    if (pods + Array(world.recordedPods)).contains(where: pattern.matches) { return true }
    let start = key.name.prefix { $0 != "*" }
    return makers.contains { ($0 + "-").hasPrefix(start) || start.hasPrefix($0 + "-") }
  }
}
