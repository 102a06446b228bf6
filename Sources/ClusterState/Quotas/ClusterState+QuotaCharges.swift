import KubernetesObjects
import SimulationEngine

/// What is charged to quotas, kept current by every write.
///
/// A pod is charged its requests until it has ended, and itself as an object until it is gone.
extension ClusterState {
  /// Stops charging pods whose deletion is overdue: `deletionTimestamp` plus the grace period has
  /// passed and the kubelet has not confirmed.
  ///
  /// The newer eras do so; the first one charges a pod until it is gone. Costs nothing where no
  /// quota is or no pod is being deleted. Source: `QuotaV1Pod`,
  /// `pkg/quota/v1/evaluator/core/pods.go`, Kubernetes 1.20.
  public mutating func releaseOverduePods(at now: SimulationTime) {
    guard !podsToRelease.isEmpty else { return }
    var waiting: ContiguousArray<PodID> = []
    for pod in podsToRelease where isChargedUsage(pods[pod]) {
      let record = pods[pod]
      if now > record.deletionDeadline.addingSaturating(record.deletionGrace) {
        charge(pod, -1, at: now)
        pods.update(pod) { $0.isQuotaReleased = true }
        charge(pod, 1, at: now)
      } else {
        waiting.append(pod)
      }
    }
    podsToRelease = waiting
  }

  /// Notes that `pod`, which is being deleted, may one day be overdue.
  mutating func noteDeletion(of pod: PodID) {
    guard !quotas.isEmpty else { return }
    // Before the list would grow, what has gone in the regular way makes room.
    if podsToRelease.count == podsToRelease.capacity {
      podsToRelease.removeAll { pods[$0].isRemoved }
    }
    podsToRelease.append(pod)
  }

  /// What the quota's `used` must be, counted from nothing.
  public func recount(_ quota: ResourceQuotaID) -> ResourceList {
    let record = quotas[quota.row]
    var used = ResourceList(record.hard.entries.lazy.map { ($0.name, Quantity.zero) })
    for template in templates.all
    where template.namespace == record.namespace && template.matches(record.scopes) {
      let usage = template.quotaUsage()
      pods.forEach(of: template.id) { pod in
        used += record.tracked(PodTemplate.objectUsage)
        if isChargedUsage(pods[pod]) { used += record.tracked(usage) }
      }
    }
    guard record.scopes.isEmpty else { return used }
    for usage in objectUsages(in: record.namespace) { used += record.tracked(usage) }
    return used
  }

  /// What each object of `namespace` other than pods costs, in no order.
  private func objectUsages(in namespace: Symbol) -> [ResourceList] {
    var usages: [ResourceList] = []
    for service in services where service.isPresent && service.namespace == namespace {
      usages.append(service.usage)
    }
    for workload in workloads where workload.isPresent && workload.namespace == namespace {
      usages.append(.objectUsage(of: workload.kind))
    }
    for quota in quotas where quota.isPresent && quota.namespace == namespace {
      usages.append(.objectUsage(of: ResourceQuota.kind))
    }
    for budget in disruptionBudgets where budget.isPresent && budget.namespace == namespace {
      usages.append(.objectUsage(of: PodDisruptionBudget.kind))
    }
    for autoscaler in autoscalers where autoscaler.isPresent && autoscaler.namespace == namespace {
      usages.append(.objectUsage(of: HorizontalPodAutoscaler.kind))
    }
    for claim in claims where claim.isPresent && claim.namespace == namespace {
      usages.append(.objectUsage(of: claim.claim))
    }
    usages += revisions.usages(in: namespace)
    for object in passiveObjects.values where object.namespace == namespace {
      usages.append(object.usage)
    }
    return usages
  }

  /// Adds what `pod` costs as it stands, or takes it back: call it with -1 before a write that may
  /// change it and with 1 after.
  mutating func charge(_ pod: PodID, _ sign: Int, at now: SimulationTime) {
    guard !quotas.isEmpty, !pods[pod].isRemoved else { return }
    let template = templates[pods[pod].template]
    guard let candidates = quotasOfNamespace[template.namespace] else { return }
    var usage = PodTemplate.objectUsage
    if isChargedUsage(pods[pod]) { usage += template.quotaUsage() }
    for id in candidates where template.matches(quotas[id.row].scopes) {
      charge(id, usage, sign, at: now)
    }
  }

  /// Adds what an object other than a pod costs, or takes it back.
  mutating func charge(
    _ usage: ResourceList, in namespace: Symbol, _ sign: Int, at now: SimulationTime
  ) {
    guard !quotas.isEmpty, let candidates = quotasOfNamespace[namespace] else { return }
    for id in candidates where quotas[id.row].scopes.isEmpty { charge(id, usage, sign, at: now) }
  }

  private mutating func charge(
    _ quota: ResourceQuotaID, _ usage: ResourceList, _ sign: Int, at now: SimulationTime
  ) {
    let tracked = quotas[quota.row].tracked(usage)
    guard !tracked.isEmpty else { return }
    if sign > 0 { quotas[quota.row].used += tracked } else { quotas[quota.row].used -= tracked }
    note(.resourceQuota, .reported, quota.index, now)
  }

  /// Whether the requests of a pod count.
  private func isChargedUsage(_ pod: PodRecord) -> Bool {
    !pod.isRemoved && !pod.phase.isTerminal && !pod.isQuotaReleased
  }
}
