import SimulationEngine

extension ClusterState {
  /// Creates a workload; throws `NameTaken` if one of its kind and name is already there.
  public mutating func createWorkload(
    _ kind: WorkloadKind, name: Symbol, selector: CompiledSelector,
    template: PodTemplateID, replicas: Int32, minReady: SimulationDuration,
    uid: Symbol = .empty, labels: LabelSet = .empty, annotations: LabelSet = .empty,
    owner: WorkloadID = .absent, detail: WorkloadDetail? = nil, at now: SimulationTime
  ) throws(NameTaken) -> WorkloadID {
    let namespace = templates[template].namespace
    let key = WorkloadName(kind, namespace, name)
    guard workloadNames[key] == nil else { throw NameTaken() }
    let id = WorkloadID(workloads.count)
    var record = WorkloadRecord(
      kind: kind, namespace: namespace, name: name, uid: uid,
      podNameBase: symbols.intern(WorkloadRecord.podNameBase(of: symbols[name])), owner: owner,
      labels: labels, annotations: annotations,
      selector: selector, template: template, replicas: replicas, minReady: minReady,
      created: now)
    if let detail {
      record.detail = Int32(workloadDetails.count)
      workloadDetails.append(detail)
    }
    record.matching = matchingTemplates(record)
    workloads.append(record)
    noteSelector(of: id)
    if owner.isPresent { ownedWorkloads[owner, default: []].append(id) }
    for template in record.matching { selections.add(id, template) }
    workloadNames[key] = id
    charge(.objectUsage(of: kind), in: namespace, 1, at: now)
    note(.workload, .added, id.index, now)
    return id
  }

  /// The workload of `kind` called `name` in `namespace` that is there, or nil.
  public func workload(
    _ kind: WorkloadKind, named name: Symbol, in namespace: Symbol
  ) -> WorkloadID? {
    workloadNames[WorkloadName(kind, namespace, name)]
  }

  /// What only the kind of `id` has; nil for a kind that has nothing of its own.
  public func detail(of id: WorkloadID) -> WorkloadDetail? {
    let row = workloads[id.row].detail
    return row >= 0 ? workloadDetails[Int(row)] : nil
  }

  /// The revision that `id` is at, or is itself, by its annotation; zero without one.
  public func revision(of id: WorkloadID) -> Int64 {
    if case .replicaSet(let detail) = detail(of: id) { return detail.revision }
    let status = workloads[id.row].status
    if case .statefulSet(let sets)? = status.detail { return revisions[sets.update].number }
    if workloads[id.row].kind == .daemonSet {
      return revisions.owned(by: id).map { revisions[$0].number }.max() ?? 0
    }
    return status.revision
  }

  /// How many pods `id` wants: a daemon set as many as there are nodes that suit it.
  public func wantedPods(of id: WorkloadID) -> Int32 {
    let record = workloads[id.row]
    if case .daemonSet(let counts)? = record.status.detail { return counts.desired }
    return record.replicas
  }

  /// The workload at the end of the chain of owners that begins with `id`.
  public func root(of id: WorkloadID) -> WorkloadID {
    var root = id
    while workloads[root.row].owner.isPresent { root = workloads[root.row].owner }
    return root
  }

  /// Writes what only the kind of `id` has.
  public mutating func setDetail(
    of id: WorkloadID, _ detail: WorkloadDetail, at now: SimulationTime
  ) {
    guard workloads[id.row].isPresent, self.detail(of: id) != detail else { return }
    if workloads[id.row].detail < 0 {
      workloads[id.row].detail = Int32(workloadDetails.count)
      workloadDetails.append(detail)
    } else {
      workloadDetails[Int(workloads[id.row].detail)] = detail
    }
    noteSpecified(id, now)
  }

  /// Replaces labels and annotations, which counts no generation.
  public mutating func setMetadata(
    of id: WorkloadID, labels: LabelSet, annotations: LabelSet, at now: SimulationTime
  ) {
    let record = workloads[id.row]
    guard record.isPresent, record.labels != labels || record.annotations != annotations else {
      return
    }
    workloads[id.row].labels = labels
    workloads[id.row].annotations = annotations
    note(.workload, .specified, id.index, now)
  }

  /// Gives a workload to another, or to none.
  public mutating func setOwner(
    of id: WorkloadID, _ owner: WorkloadID, at now: SimulationTime
  ) {
    let former = workloads[id.row].owner
    guard workloads[id.row].isPresent, former != owner else { return }
    workloads[id.row].owner = owner
    if former.isPresent { ownedWorkloads[former]?.removeAll { $0 == id } }
    if owner.isPresent { ownedWorkloads[owner, default: []].append(id) }
    note(.workload, .specified, id.index, now)
  }

  /// Notes a change of the specification, which counts a generation.
  private mutating func noteSpecified(_ id: WorkloadID, _ now: SimulationTime) {
    workloads[id.row].generation += 1
    note(.workload, .specified, id.index, now)
  }

  /// Counts what was written of a specification since `generation` as one update.
  public mutating func joinGenerations(of id: WorkloadID, since generation: Int64) {
    workloads[id.row].generation = min(workloads[id.row].generation, generation + 1)
  }

  /// Sets `spec.replicas`.
  public mutating func setReplicas(
    of id: WorkloadID, _ replicas: Int32, at now: SimulationTime
  ) {
    guard workloads[id.row].isPresent, workloads[id.row].replicas != replicas
    else { return }
    workloads[id.row].replicas = replicas
    noteSpecified(id, now)
  }

  /// Replaces `spec.template`; existing pods stay as they are.
  public mutating func setTemplate(
    of id: WorkloadID, _ template: PodTemplateID, at now: SimulationTime
  ) {
    guard workloads[id.row].isPresent, workloads[id.row].template != template
    else { return }
    workloads[id.row].template = template
    workloads[id.row].templateGeneration += 1
    noteSource(of: id)
    noteSpecified(id, now)
  }

  /// Notes from what template a deployment would make the replica set `id` as it is now: its own
  /// without the label of the hash. By that the deployment knows its new set.
  ///
  /// Source: `EqualIgnoreHash`, `pkg/controller/deployment/util`, Kubernetes 1.34.
  private mutating func noteSource(of id: WorkloadID) {
    guard case .replicaSet(var detail)? = detail(of: id) else { return }
    var pod = templates[workloads[id.row].template].pod
    pod.metadata.labels[ReplicaSetDetail.hashLabel] = nil
    detail.source = workloadTemplate(for: pod)
    workloadDetails[Int(workloads[id.row].detail)] = .replicaSet(detail)
  }

  /// Replaces `spec.selector`.
  public mutating func setSelector(
    of id: WorkloadID, _ selector: CompiledSelector, at now: SimulationTime
  ) {
    guard workloads[id.row].isPresent, workloads[id.row].selector != selector else { return }
    let uid = workloads[id.row].uid
    if jobsByUID[uid] == id { jobsByUID[uid] = nil }
    workloads[id.row].selector = selector
    noteSelector(of: id)
    let former = workloads[id.row].matching
    workloads[id.row].matching = matchingTemplates(workloads[id.row])
    selections.set(id, workloads[id.row].matching, insteadOf: former)
    noteSpecified(id, now)
  }

  /// Sets `spec.minReadySeconds`.
  public mutating func setMinReady(
    of id: WorkloadID, _ minReady: SimulationDuration, at now: SimulationTime
  ) {
    guard workloads[id.row].isPresent, workloads[id.row].minReady != minReady
    else { return }
    workloads[id.row].minReady = minReady
    noteSpecified(id, now)
  }

  /// Writes the status if it changed; returns whether it did.
  @discardableResult
  public mutating func setStatus(
    of id: WorkloadID, _ status: WorkloadStatus, at now: SimulationTime
  ) -> Bool {
    guard workloads[id.row].isPresent, workloads[id.row].status != status else { return false }
    workloads[id.row].status = status
    note(.workload, .reported, id.index, now)
    return true
  }

  /// Deletes the object: at once, or once its dependents are gone or let go. A second request
  /// changes nothing.
  public mutating func requestDeletion(
    of id: WorkloadID, _ propagation: DeletionPropagation, at now: SimulationTime
  ) {
    guard workloads[id.row].isPresent, workloads[id.row].deletion == nil else { return }
    guard propagation != .background else { return removeWorkload(id, at: now) }
    workloads[id.row].deletion = propagation
    workloads[id.row].generation += 1
    note(.workload, .deleting, id.index, now)
  }

  /// Takes the object out of the store; its pods stay, as orphans.
  public mutating func removeWorkload(_ id: WorkloadID, at now: SimulationTime) {
    let record = workloads[id.row]
    guard record.isPresent else { return }
    workloads[id.row].removed = now
    charge(.objectUsage(of: record.kind), in: record.namespace, -1, at: now)
    if record.owner.isPresent { ownedWorkloads[record.owner]?.removeAll { $0 == id } }
    workloadNames[WorkloadName(record.kind, record.namespace, record.name)] = nil
    note(.workload, .removed, id.index, now)
  }

  /// The templates whose pods `record` counts: none where it leaves them to workloads of its own.
  func matchingTemplates(_ record: WorkloadRecord) -> ContiguousArray<PodTemplateID> {
    guard record.kind.ownsPods else { return [] }
    if selectsByUID(record) {
      let own = templates[record.template]
      return record.selector.matches(own.labels, symbols) ? [own.id] : []
    }
    return templates.all.filter {
      $0.namespace == record.namespace && record.selector.matches($0.labels, symbols)
    }.ids
  }
}

/// The key of a workload.
struct WorkloadName: Hashable, Sendable {
  let kind: WorkloadKind
  let namespace: Symbol
  let name: Symbol

  init(_ kind: WorkloadKind, _ namespace: Symbol, _ name: Symbol) {
    self.kind = kind
    self.namespace = namespace
    self.name = name
  }
}
