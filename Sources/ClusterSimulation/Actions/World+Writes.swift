import ClusterState
import SimulationEngine

/// Writes as the API server takes them.
extension World {
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
    case .setTaint, .editWorkload, .setWorkloadOwner, .deleteWorkload, .removeWorkload, .setOwner,
      .setStatus, .setDisruptions,
      .setEndpoint, .setPodsNotReady:
      cluster.apply(write, at: now)
    }
    return .done
  }

  /// Creates one pod of a workload, unless that is gone.
  private mutating func createPod(of owner: WorkloadID) -> WriteOutcome {
    let record = cluster.workloads[owner.row]
    guard record.isPresent else { return .done }
    let name = podNames.next(for: owner, in: cluster, seed: configuration.seed)
    switch createPod(record.template, name: name, owner: owner) {
    case .success(let pod): return .created(pod)
    case .failure(let status): return .refused(status.message)
    }
  }

  /// Creates a workload for its controller.
  private mutating func createWorkload(_ draft: WorkloadDraft) -> WriteOutcome {
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
          labels: cluster.intern(draft.labels), owner: draft.owner, detail: draft.detail, at: now))
    } catch {
      return .refused("\(draft.kind.resource) \"\(draft.name)\" already exists")
    }
  }
}
