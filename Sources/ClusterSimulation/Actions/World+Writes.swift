import ClusterState
import KubernetesObjects
import SimulationEngine

/// Writes as the API server takes them.
extension World {
  /// Applies a write, and writes down what the reports want to know of it.
  @discardableResult
  mutating func write(_ write: ClusterWrite) -> WriteOutcome {
    switch write {
    case .createPod(let workload): return createPod(of: workload)
    case .createDraftedPod(let draft): return createPod(draft)
    case .createWorkload(let draft): return createWorkload(draft)
    case .createRevision(let draft): return createRevision(draft)
    case .createClaim(let claim): return createClaim(claim)
    case .createPodClaim(let claim, let pod): return createClaim(claim, of: .pod(pod))
    case .createVolume(let volume): return createVolume(volume)
    case .editClaim, .editVolume:
      // A controller asks for changes only: where nothing changes, it was not up to date.
      return cluster.apply(write, at: now) ? .done : .refused("the object has been modified")
    case .deletePod(let pod, let cause, let isForced):
      delete(pod, cause, grace: isForced ? .zero : nil)
    case .deleteAll(.pods, let row):
      for pod in cluster.pods(ofNamespace: cluster.namespaces.records[Int(row)].name) {
        delete(pod, .request, grace: nil)
      }
    case .setNodeReady(let node, _, _):
      if cluster.apply(write, at: now) {
        recordEvent("NodeNotReady", "node-controller", node: node)
      }
    case .attachDisk, .detachDisk, .setTaint, .editWorkload, .setWorkloadOwner, .deleteWorkload,
      .removeWorkload, .setOwner,
      .setClaimOwner, .deleteClaim, .removeClaim, .setPodLabels, .setRevisionNumber,
      .setRevisionOwner, .removeRevision, .setStatus, .setDisruptions, .setAutoscalerStatus,
      .setEndpoint, .setPodsNotReady, .removeFinalizer, .deleteAll, .setNamespaceStatus,
      .finalizeNamespace:
      cluster.apply(write, at: now)
    }
    return .done
  }

  /// Creates one pod of a workload, unless that is gone.
  private mutating func createPod(of owner: WorkloadID) -> WriteOutcome {
    let record = cluster.workloads[owner.row]
    guard record.isPresent else { return .done }
    let name = podNames.next(for: owner, in: cluster, seed: configuration.seed)
    let result = createPod(record.template, name: name, owner: owner)
    return outcome(result)
  }

  /// Creates a pod as its controller has drafted it, unless the owner is gone.
  private mutating func createPod(_ draft: PodDraft) -> WriteOutcome {
    guard cluster.workloads[draft.owner.row].isPresent else { return .done }
    let name =
      switch draft.name {
      case .whole(let name): PodName(cluster.symbols.intern(name))
      case .generated(let base):
        podNames.next(
          for: draft.owner, base: cluster.symbols.intern(base), in: cluster,
          seed: configuration.seed)
      }
    let result = createPod(like: draft.pod, name: name, owner: draft.owner)
    return outcome(result)
  }

  /// What a controller is told.
  ///
  /// A creation must not stand among the arguments: Swift would copy the world for the call before
  /// it, and the creation would then copy the table of all pods.
  private func outcome(_ result: Result<PodID, APIStatus>) -> WriteOutcome {
    switch result {
    case .success(let pod): .created(pod)
    case .failure(let status): refusal(status)
    }
  }

  /// What a controller makes of a refusal: those of 1.17 and later know one that is for good.
  func refusal(_ status: APIStatus) -> WriteOutcome {
    status.isForGood && configuration.controlPlane.profile == .modern
      ? .namespaceTerminating(status.message) : .refused(status.message)
  }

  private mutating func createClaim(
    _ claim: PersistentVolumeClaim, of owner: ClaimOwner = .nobody
  ) -> WriteOutcome {
    let name = claim.metadata.name
    let namespace = cluster.symbols.intern(claim.metadata.namespaceOrDefault)
    if let status = lifecycleRefusal(of: "persistentvolumeclaims", name, in: namespace) {
      return refusal(status)
    }
    switch create(claim, in: namespace) {
    case .success(let id):
      cluster.setOwner(of: id, owner, at: now)
      return .done
    case .failure(let status): return .refused(status.message)
    }
  }

  private mutating func createVolume(_ volume: PersistentVolume) -> WriteOutcome {
    do throws(NameTaken) {
      try cluster.createVolume(volume, at: now)
      return .done
    } catch {
      let resource = PersistentVolume.kind.resource
      return .refused(APIStatus.alreadyExists(resource, volume.metadata.name).message)
    }
  }

  private mutating func createRevision(_ draft: ControllerRevisionDraft) -> WriteOutcome {
    let namespace = cluster.workloads[draft.owner.row].namespace
    let resource = "controllerrevisions.apps"
    if let status = lifecycleRefusal(of: resource, draft.name, in: namespace) {
      return refusal(status)
    }
    if let refusal = cluster.admitRevision(in: namespace) {
      return .refused("\(resource) \"\(draft.name)\" is forbidden: \(refusal)")
    }
    do {
      return .createdRevision(try cluster.createRevision(draft, at: now))
    } catch {
      return .refused("\(resource) \"\(draft.name)\" already exists")
    }
  }

  /// Creates a workload for its controller.
  private mutating func createWorkload(_ draft: WorkloadDraft) -> WriteOutcome {
    let space = cluster.workloads[draft.owner.row].namespace
    if let status = lifecycleRefusal(of: draft.kind.resource, draft.name, in: space) {
      return refusal(status)
    }
    if draft.kind == .job { return createJob(draft) }
    let template = admittedTemplate(of: draft.template)
    let namespace = cluster.templates[template].namespace
    if configuration.controlPlane.profile == .modern { cluster.releaseOverduePods(at: now) }
    if let refusal = cluster.admit(draft.kind, in: namespace) {
      return .refused("\(draft.kind.resource) \"\(draft.name)\" is forbidden: \(refusal)")
    }
    do {
      return .createdWorkload(
        try cluster.createWorkload(
          draft.kind, name: cluster.symbols.intern(draft.name),
          selector: cluster.compile(draft.selector), template: template,
          replicas: draft.replicas, minReady: draft.minReady,
          labels: cluster.intern(draft.labels), annotations: cluster.intern(draft.annotations),
          owner: draft.owner, detail: draft.detail, at: now))
    } catch {
      return .refused("\(draft.kind.resource) \"\(draft.name)\" already exists")
    }
  }
}
