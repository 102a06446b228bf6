import SimulationEngine

extension ClusterState {
  /// Creates a replication controller or replica set; throws `NameTaken` if it is already there.
  public mutating func createReplicaController(
    _ kind: ReplicaControllerRecord.Kind, name: Symbol, selector: CompiledSelector,
    template: PodTemplateID, replicas: Int32, minReady: SimulationDuration,
    uid: Symbol = .empty, at now: SimulationTime
  ) throws(NameTaken) -> ReplicaControllerID {
    let namespace = templates[template].namespace
    let key = ReplicaControllerName(kind, namespace, name)
    guard replicaControllerNames[key] == nil else { throw NameTaken() }
    let id = ReplicaControllerID(replicaControllers.count)
    var record = ReplicaControllerRecord(
      kind: kind, namespace: namespace, name: name, uid: uid,
      podNameBase: symbols.intern(symbols[name] + "-"), selector: selector, template: template,
      replicas: replicas, minReady: minReady, created: now)
    record.matching = matchingTemplates(record)
    replicaControllers.append(record)
    for template in record.matching { selections.add(id, template) }
    replicaControllerNames[key] = id
    charge(Self.usage(of: kind), in: namespace, 1, at: now)
    note(.replicaController, .added, id.index, now)
    return id
  }

  /// The replication controller or replica set `name` of `namespace` that is there, or nil.
  public func replicaController(
    _ kind: ReplicaControllerRecord.Kind, named name: Symbol, in namespace: Symbol
  ) -> ReplicaControllerID? {
    replicaControllerNames[ReplicaControllerName(kind, namespace, name)]
  }

  /// Sets `spec.replicas`.
  public mutating func setReplicas(
    of id: ReplicaControllerID, _ replicas: Int32, at now: SimulationTime
  ) {
    guard replicaControllers[id.row].isPresent, replicaControllers[id.row].replicas != replicas
    else { return }
    replicaControllers[id.row].replicas = replicas
    note(.replicaController, .specified, id.index, now)
  }

  /// Replaces `spec.template`; existing pods stay as they are.
  public mutating func setTemplate(
    of id: ReplicaControllerID, _ template: PodTemplateID, at now: SimulationTime
  ) {
    guard replicaControllers[id.row].isPresent, replicaControllers[id.row].template != template
    else { return }
    replicaControllers[id.row].template = template
    note(.replicaController, .specified, id.index, now)
  }

  /// Sets `spec.minReadySeconds`.
  public mutating func setMinReady(
    of id: ReplicaControllerID, _ minReady: SimulationDuration, at now: SimulationTime
  ) {
    guard replicaControllers[id.row].isPresent, replicaControllers[id.row].minReady != minReady
    else { return }
    replicaControllers[id.row].minReady = minReady
    note(.replicaController, .specified, id.index, now)
  }

  /// Writes the status if it changed; returns whether it did.
  @discardableResult
  public mutating func setStatus(
    of id: ReplicaControllerID, current: Int32, ready: Int32, available: Int32,
    at now: SimulationTime
  ) -> Bool {
    let record = replicaControllers[id.row]
    let isUnchanged =
      record.currentReplicas == current && record.readyReplicas == ready
      && record.availableReplicas == available
    guard record.isPresent, !isUnchanged else { return false }
    replicaControllers[id.row].currentReplicas = current
    replicaControllers[id.row].readyReplicas = ready
    replicaControllers[id.row].availableReplicas = available
    note(.replicaController, .reported, id.index, now)
    return true
  }

  /// Takes the object out of the store; its pods stay, as orphans.
  public mutating func removeReplicaController(_ id: ReplicaControllerID, at now: SimulationTime) {
    let record = replicaControllers[id.row]
    guard record.isPresent else { return }
    replicaControllers[id.row].removed = now
    charge(Self.usage(of: record.kind), in: record.namespace, -1, at: now)
    replicaControllerNames[ReplicaControllerName(record.kind, record.namespace, record.name)] = nil
    note(.replicaController, .removed, id.index, now)
  }

  func matchingTemplates(_ record: ReplicaControllerRecord) -> ContiguousArray<PodTemplateID> {
    templates.all.filter {
      $0.namespace == record.namespace && record.selector.matches($0.labels, symbols)
    }.ids
  }
}

/// The key of a replication controller or replica set.
struct ReplicaControllerName: Hashable, Sendable {
  let kind: ReplicaControllerRecord.Kind
  let namespace: Symbol
  let name: Symbol

  init(_ kind: ReplicaControllerRecord.Kind, _ namespace: Symbol, _ name: Symbol) {
    self.kind = kind
    self.namespace = namespace
    self.name = name
  }
}
