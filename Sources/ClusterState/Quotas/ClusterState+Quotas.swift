import KubernetesObjects
import SimulationEngine

/// Resource quotas: objects and admission.
extension ClusterState {
  /// Creates a quota, which counts what is there; throws `NameTaken` if it is already there.
  ///
  /// Only pods fall under a quota with scopes.
  @discardableResult
  public mutating func createQuota(
    _ quota: ResourceQuota, at now: SimulationTime
  ) throws(NameTaken) -> ResourceQuotaID {
    let text = quota.metadata.namespace
    let namespace = symbols.intern(text.isEmpty ? "default" : text)
    let name = symbols.intern(quota.metadata.name)
    guard self.quota(named: name, in: namespace) == nil else { throw NameTaken() }
    let id = ResourceQuotaID(quotas.count)
    charge(.objectUsage(of: ResourceQuota.kind), in: namespace, 1, at: now)
    quotas.append(
      QuotaRecord(
        namespace: namespace, name: name, scopes: QuotaRecord.scopes(of: quota),
        hard: quota.spec.hard, used: ResourceList(), created: now))
    quotasOfNamespace[namespace, default: []].append(id)
    if quotas.count == 1 { noteDeletionsUnderWay() }
    quotas[id.row].used = recount(id)
    note(.resourceQuota, .added, id.index, now)
    return id
  }

  private mutating func noteDeletionsUnderWay() {
    for template in templates.all {
      var deleting: ContiguousArray<PodID> = []
      pods.forEach(of: template.id) { if pods[$0].isDeleting { deleting.append($0) } }
      for pod in deleting { noteDeletion(of: pod) }
    }
  }

  /// The quota `name` of `namespace` that is there, or nil.
  public func quota(named name: Symbol, in namespace: Symbol) -> ResourceQuotaID? {
    quotasOfNamespace[namespace]?.first { quotas[$0.row].name == name }
  }

  /// Replaces `spec.hard`; what is there already stays.
  public mutating func setHard(
    of quota: ResourceQuotaID, _ hard: ResourceList, at now: SimulationTime
  ) {
    guard quotas[quota.row].isPresent, quotas[quota.row].hard != hard else { return }
    quotas[quota.row].hard = hard
    quotas[quota.row].used = recount(quota)
    note(.resourceQuota, .specified, quota.index, now)
  }

  /// Takes the quota out of the store.
  public mutating func removeQuota(_ quota: ResourceQuotaID, at now: SimulationTime) {
    guard quotas[quota.row].isPresent else { return }
    let namespace = quotas[quota.row].namespace
    quotas[quota.row].removed = now
    quotasOfNamespace[namespace]?.removeAll { $0 == quota }
    charge(.objectUsage(of: ResourceQuota.kind), in: namespace, -1, at: now)
    note(.resourceQuota, .removed, quota.index, now)
  }

  /// Why no pod of `template` may be created now, or nil if one may: every quota of its namespace
  /// must have room for it, and containers must declare the cpu and memory that one tracks.
  ///
  /// Source: `apiserver/pkg/admission/plugin/resourcequota/controller.go`, Kubernetes 1.20 to 1.36.
  public func admit(_ template: PodTemplateID) -> QuotaRefusal? {
    guard !quotas.isEmpty else { return nil }
    let template = templates[template]
    guard let candidates = quotasOfNamespace[template.namespace] else { return nil }
    let matching = candidates.filter { template.matches(quotas[$0.row].scopes) }
    for id in matching {
      var missing = template.undeclared(under: quotas[id.row].hard)
      if !namesUndeclaringContainers {
        for row in missing.indices { missing[row].containers = [] }
      }
      if !missing.isEmpty {
        return QuotaRefusal(
          quota: symbols[quotas[id.row].name], cause: .undeclared(missing))
      }
    }
    let usage = PodTemplate.objectUsage + template.quotaUsage()
    return matching.lazy.compactMap { refusal($0, usage) }.first
  }

  /// Why no object that costs `usage` may be created in `namespace` now, or nil if one may.
  public func admit(_ usage: ResourceList, in namespace: Symbol) -> QuotaRefusal? {
    guard !quotas.isEmpty, let candidates = quotasOfNamespace[namespace] else { return nil }
    return candidates.lazy.filter { quotas[$0.row].scopes.isEmpty }
      .compactMap { refusal($0, usage) }.first
  }

  /// Why `service` may not cost `usage` from now on, or nil if it may: only what is new counts.
  public func admit(
    _ usage: ResourceList, insteadOf service: ServiceID
  ) -> QuotaRefusal? {
    let record = services[service.row]
    return admit(usage, insteadOf: record.usage, in: record.namespace)
  }

  /// Why what cost `former` may not cost `usage` from now on, or nil if it may.
  func admit(
    _ usage: ResourceList, insteadOf former: ResourceList, in namespace: Symbol
  ) -> QuotaRefusal? {
    let more = usage.entries.lazy.map { ($0.name, $0.quantity - (former[$0.name] ?? .zero)) }
    return admit(ResourceList(more.filter { $0.1 > .zero }), in: namespace)
  }

  /// Why no workload of `kind` may be created in `namespace` now, or nil if one may.
  public func admit(_ kind: WorkloadKind, in namespace: Symbol) -> QuotaRefusal? {
    admit(.objectUsage(of: kind), in: namespace)
  }

  /// Why no object of `kind` may be created in `namespace` now, or nil if one may.
  public func admit(_ kind: ObjectKind, in namespace: Symbol) -> QuotaRefusal? {
    admit(.objectUsage(of: kind), in: namespace)
  }

  /// The refusal of what costs `usage`, or nil if `quota` has room for it.
  private func refusal(_ quota: ResourceQuotaID, _ usage: ResourceList) -> QuotaRefusal? {
    let record = quotas[quota.row]
    var requested = ResourceList()
    var used = ResourceList()
    var limited = ResourceList()
    for entry in record.tracked(usage).entries {
      let name = entry.name
      let before = record.used[name] ?? .zero
      guard let limit = record.hard[name], before + entry.quantity > limit else { continue }
      requested[name] = entry.quantity
      used[name] = before
      limited[name] = limit
    }
    guard !requested.isEmpty else { return nil }
    return QuotaRefusal(
      quota: symbols[record.name],
      cause: .exceeded(requested: requested, used: used, limited: limited))
  }
}
