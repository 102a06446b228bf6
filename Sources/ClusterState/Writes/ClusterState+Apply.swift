import SimulationEngine

extension ClusterState {
  /// Applies a write that needs nothing but the store; returns whether it changed anything.
  ///
  /// Creations are not among them: names and admission are the API server's.
  @discardableResult
  public mutating func apply(_ write: ClusterWrite, at now: SimulationTime) -> Bool {
    let before = changes.end
    switch write {
    case .createPod, .createDraftedPod, .createWorkload, .createRevision, .createClaim,
      .createPodClaim,
      .createVolume:
      preconditionFailure("the API server creates objects")
    case .setPodLabels(let pod, let labels): setLabels(of: pod, labels, at: now)
    case .setClaimOwner(let namespace, let name, let owner):
      if let id = claim(named: name, in: namespace) { setOwner(of: id, owner, at: now) }
    case .deleteClaim(let claim): requestDeletion(ofClaim: claim, at: now)
    case .removeClaim(let claim): removeClaim(claim, at: now)
    case .editClaim(let claim, let edit): self.edit(claim, edit, at: now)
    case .editVolume(let volume, let edit): self.edit(volume, edit, at: now)
    case .attachDisk(let disk, let node): attach(disk, to: node, at: now)
    case .detachDisk(let row): detach(row, at: now)
    case .setRevisionNumber(let revision, let number): setNumber(of: revision, number, at: now)
    case .setRevisionOwner(let revision, let owner): setOwner(of: revision, owner, at: now)
    case .removeRevision(let revision): removeRevision(revision, at: now)
    case .deletePod(let pod, _, let isForced):
      requestDeletion(of: pod, grace: isForced ? .zero : grace(of: pod), at: now)
    case .removeFinalizer(let pod): removeFinalizer(of: pod, at: now)
    case .setOwner(let pod, let owner): setOwner(of: pod, owner, at: now)
    case .editWorkload(let workload, let edit): self.edit(workload, edit, at: now)
    case .setWorkloadOwner(let workload, let owner): setOwner(of: workload, owner, at: now)
    case .deleteWorkload(let workload, let propagation):
      requestDeletion(of: workload, propagation, at: now)
    case .removeWorkload(let workload): removeWorkload(workload, at: now)
    case .setStatus(let workload, let status): setStatus(of: workload, status, at: now)
    case .setDisruptions(let row, let status):
      setStatus(ofDisruptionBudget: Int(row), status, at: now)
    case .setAutoscalerStatus(let row, let status):
      setStatus(ofAutoscaler: Int(row), status, at: now)
    case .deleteAll(let content, let row):
      deleteAll(content, in: namespaces.records[Int(row)].name, at: now)
    case .setNamespaceStatus(let row, let status):
      setStatus(ofNamespace: row, status, at: now)
    case .finalizeNamespace(let row): finalizeNamespace(row, at: now)
    case .setEndpoint(let service, let pod, let conditions):
      setEndpoint(of: service, pod, conditions, at: now)
    case .setNodeReady(let node, let status, let reason):
      setReady(node, status, reason: symbols.intern(reason.rawValue), at: now)
    case .setPodsNotReady(let node): setPodsNotReady(on: node, at: now)
    case .setTaint(let node, let taint, let isPresent):
      setTaint(taint, on: node, isPresent: isPresent, at: now)
    }
    return changes.end != before
  }

  /// The grace that `pod` asks for.
  public func grace(of pod: PodID) -> SimulationDuration {
    let seconds = templates[pods[pod].template].pod.spec.terminationGracePeriodSeconds
    return SimulationDuration.seconds(1).multipliedSaturating(by: max(0, seconds)).bounded
  }

  private mutating func edit(_ id: WorkloadID, _ edit: WorkloadEdit, at now: SimulationTime) {
    if let replicas = edit.replicas { setReplicas(of: id, replicas, at: now) }
    if let minReady = edit.minReady { setMinReady(of: id, minReady, at: now) }
    if let annotations = edit.annotations {
      setMetadata(
        of: id, labels: workloads[id.row].labels, annotations: intern(annotations), at: now)
    }
    if let detail = edit.detail { setDetail(of: id, detail, at: now) }
  }

  private mutating func setPodsNotReady(on node: NodeID, at now: SimulationTime) {
    var ready: ContiguousArray<PodID> = []
    pods.forEach(on: node) { if pods[$0].isReady { ready.append($0) } }
    for pod in ready { setReady(pod, false, at: now) }
  }

  private mutating func setTaint(
    _ taint: NodeLifecycleTaint, on node: NodeID, isPresent: Bool, at now: SimulationTime
  ) {
    let key = symbols.intern(taint.key)
    var taints = nodes[node.row].taints
    taints.removeAll { $0.key == key && $0.effect == taint.effect }
    if isPresent {
      taints.append(NodeTaint(key: key, value: .empty, effect: taint.effect, added: now))
    }
    setTaints(node, taints, at: now)
  }
}
