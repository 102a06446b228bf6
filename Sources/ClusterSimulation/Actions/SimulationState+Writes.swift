import ClusterState
import SimulationEngine

/// Writes as the API server takes them.
extension SimulationState {
  /// Applies a write, and writes down what the reports want to know of it.
  @discardableResult
  mutating func write(_ write: ClusterWrite) -> WriteOutcome {
    switch write {
    case .createPod(let workload): return createPod(of: workload)
    case .createWorkload(let draft): return createWorkload(draft)
    case .deletePod(let pod, let cause, let isForced):
      delete(pod, cause, grace: isForced ? .zero : nil)
    case .setNodeReady(let node, _, _):
      if cluster.apply(write, at: now) {
        recordEvent("NodeNotReady", "node-controller", node: node)
      }
    case .setTaint(let node, let taint, let isPresent):
      cluster.apply(write, at: now)
      recording.taints.append(
        TaintChange(
          time: now, node: node, key: cluster.symbols.intern(taint.key), effect: taint.effect,
          isPresent: isPresent))
    case .editWorkload, .setWorkloadOwner, .removeWorkload, .setOwner, .setStatus, .setDisruptions,
      .setEndpoint, .setPodsNotReady:
      cluster.apply(write, at: now)
    }
    return .done
  }

  /// Deletes a pod: with the grace given, or its own, or none.
  mutating func delete(_ pod: PodID, _ cause: DeletionCause, grace: SimulationDuration?) {
    let record = cluster.pods[pod]
    guard !record.isRemoved else { return }
    let granted = grace ?? cluster.grace(of: pod)
    if !record.isDeleting && record.node.isPresent {
      recording.evictions.append(
        Eviction(time: now, pod: pod, node: record.node, cause: cause, grace: granted.bounded))
    }
    cluster.requestDeletion(of: pod, grace: granted.bounded, at: now)
    noteEnd(of: pod)
  }

  /// Creates one pod of a workload, unless that is gone.
  private mutating func createPod(of owner: WorkloadID) -> WriteOutcome {
    let record = cluster.workloads[owner.row]
    guard record.isPresent else { return .done }
    var name: PodName
    while nameStreams.count <= owner.row { nameStreams.append(nameStream(of: nameStreams.count)) }
    repeat {
      let suffix = Int32(nameStreams[owner.row].index(below: Int(PodName.suffixCount)))
      name = PodName(base: record.podNameBase, suffix: suffix)
    } while cluster.pod(named: name, in: record.namespace) != nil
    if let refusal = quotaRefusal(of: record.template) {
      return .refused("pods is forbidden: \(refusal)")
    }
    do {
      return .created(
        try cluster.createPod(template: record.template, name: name, owner: owner, at: now))
    } catch {
      return .refused("the name is taken")
    }
  }

  /// Creates a workload for its controller.
  private mutating func createWorkload(_ draft: WorkloadDraft) -> WriteOutcome {
    let template = cluster.template(for: admitted(draft.template))
    if draft.owner.isPresent {
      kubelets.inheritBehavior(
        of: template, from: cluster.workloads[draft.owner.row].template)
    }
    let namespace = cluster.templates[template].namespace
    if configuration.controlPlane.profile == .modern { cluster.releaseOverduePods(at: now) }
    if let refusal = cluster.admitWorkload(draft.kind, in: namespace) {
      return .refused("\(draft.kind.resource) \"\(draft.name)\" is forbidden: \(refusal)")
    }
    do {
      return .createdWorkload(
        try cluster.createWorkload(
          draft.kind, name: cluster.symbols.intern(draft.name),
          selector: cluster.compile(draft.selector), template: template,
          replicas: draft.replicas, minReady: draft.minReady,
          labels: cluster.intern(draft.labels), owner: draft.owner, detail: draft.detail, at: now))
    } catch {
      return .refused("\(draft.kind.resource) \"\(draft.name)\" already exists")
    }
  }

  /// Why no further pod of `template` is admitted, or nil if it is.
  mutating func quotaRefusal(of template: PodTemplateID) -> QuotaRefusal? {
    guard !cluster.quotas.isEmpty else { return nil }
    if configuration.controlPlane.profile == .modern { cluster.releaseOverduePods(at: now) }
    return cluster.admit(template)
  }

  /// The stream of the five letters behind an owner's name, one a controller, so that another
  /// controller changes nobody's names.
  private func nameStream(of row: Int) -> RandomStream {
    let record = cluster.workloads[row]
    let namespace = cluster.symbols[record.namespace]
    return RandomStream(
      seed: configuration.seed,
      name: "names/\(record.kind.name)/\(namespace)/\(cluster.symbols[record.name])")
  }
}
