import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine

/// What the API server does with pods, whoever asks for it.
extension World {
  /// Why no further pod of `template` is admitted, or nil if it is.
  mutating func quotaRefusal(of template: PodTemplateID) -> QuotaRefusal? {
    guard !cluster.quotas.isEmpty else { return nil }
    if configuration.controlPlane.profile == .modern { cluster.releaseOverduePods(at: now) }
    return cluster.admit(template)
  }

  /// Creates a pod of a template, or of one of a workload, unless an admission plugin, a quota or
  /// its name forbids it.
  ///
  /// One whose specification names its node is bound at birth.
  mutating func createPod(
    _ source: PodTemplateID, on node: String? = nil, name: PodName, owner: WorkloadID,
    isRecorded: Bool = false
  ) -> Result<PodID, APIStatus> {
    let node = node ?? cluster.templates[source].pod.spec.nodeName
    do {
      let template = try stampedTemplate(of: source, isRecorded: isRecorded)
      return create(template, on: node, name: name, owner: owner)
    } catch {
      return .failure(.forbidden("pods", name.text(cluster.symbols), error.message))
    }
  }

  /// Creates a pod like `pod`, which a controller sends, unless an admission plugin, a quota or its
  /// name forbids it.
  mutating func createPod(
    like pod: Pod, name: PodName, owner: WorkloadID
  ) -> Result<PodID, APIStatus> {
    do {
      let template = try stampedTemplate(of: pod)
      return create(template, on: pod.spec.nodeName, name: name, owner: owner)
    } catch {
      return .failure(.forbidden("pods", name.text(cluster.symbols), error.message))
    }
  }

  /// Creates a pod of a template that is admitted, unless a quota or its name forbids it.
  private mutating func create(
    _ template: PodTemplateID, on node: String, name: PodName, owner: WorkloadID
  ) -> Result<PodID, APIStatus> {
    let namespace = cluster.templates[template].namespace
    if cluster.namespaces.hasEndings,
      let status = lifecycleRefusal(of: "pods", name.text(cluster.symbols), in: namespace)
    {
      return .failure(status)
    }
    if let account = cluster.missingNeed(of: template, for: .account) {
      let cause = cluster.symbols[account]
      return .failure(.forbidden("pods", name.text(cluster.symbols), cause))
    }
    if let refusal = quotaRefusal(of: template) {
      return .failure(.forbidden("pods", name.text(cluster.symbols), "\(refusal)"))
    }
    do {
      guard !node.isEmpty else {
        return .success(
          try cluster.createPod(template: template, name: name, owner: owner, at: now))
      }
      return .success(
        try cluster.createPod(
          template: template, name: name, owner: owner, on: cluster.symbols.intern(node),
          at: now))
    } catch {
      return .failure(.alreadyExists("pods", name.text(cluster.symbols)))
    }
  }

  /// Deletes a pod: with the grace given, or its own, or none.
  mutating func delete(_ pod: PodID, _ cause: DeletionCause, grace: SimulationDuration?) {
    let record = cluster.pods[pod]
    guard !record.isRemoved else { return }
    let granted = grace ?? cluster.grace(of: pod)
    if !record.isDeleting {
      recording.deletions.append(
        PodDeletion(
          time: now, pod: pod, node: record.node, cause: cause, grace: granted.bounded,
          isEviction: cause.isEviction && record.node.isPresent && !record.phase.isTerminal))
    } else {
      // Whoever asks marks the pod first, although another has been quicker.
      let time = now
      changes?.mark(pod, cause, at: time)
    }
    markEnd(of: pod, cause)
    cluster.requestDeletion(of: pod, grace: granted.bounded, at: now)
    noteEnd(of: pod)
  }

  /// Writes into a pod of a job what its job has to know of the deletion.
  ///
  /// Source: `DisruptionTarget` of `core/v1`, and `markFailedAndDeletePodWithCondition` of
  /// `pkg/controller/podgc`, Kubernetes 1.26 to 1.36.
  private mutating func markEnd(of pod: PodID, _ cause: DeletionCause) {
    let record = cluster.pods[pod]
    guard record.isTracked, !record.phase.isTerminal else { return }
    switch cause {
    case .taint, .evictionAPI, .nodeGone, .outOfService, .preemption:
      cluster.markDisrupted(pod, at: now)
    case .surplus, .nodeTimeout, .terminatedPodLimit, .unscheduledTermination, .request: break
    }
    switch cause {
    case .nodeGone, .outOfService, .unscheduledTermination:
      cluster.report(
        pod, phase: .failed, isReady: false, restarts: record.restarts,
        allRestarts: record.allRestarts, at: now)
    default: break
    }
  }
}
