import KubernetesObjects
import SimulationEngine

/// The collections of a namespace, in the order in which its controller deletes them.
///
/// Pods come first since Kubernetes 1.33.
///
/// **Divergence:** the other collections come in a fixed order, not in that of a Go map.
public enum NamespaceContent: UInt8, CaseIterable, Sendable {
  /// Pods.
  case pods
  /// Config maps, secrets, service accounts and what else nothing here acts on.
  case passiveObjects
  /// Persistent volume claims.
  case claims
  /// Services, whose endpoints go with them.
  case services
  /// Workloads of every kind.
  case workloads
  /// Controller revisions.
  case revisions
  /// Horizontal pod autoscalers.
  case autoscalers
  /// Pod disruption budgets.
  case disruptionBudgets
  /// Resource quotas.
  case quotas
}

extension ClusterState {
  /// The pods of a namespace that are there, oldest first.
  ///
  /// Complexity: O(templates + pods of the namespace).
  public func pods(ofNamespace namespace: Symbol) -> ContiguousArray<PodID> {
    var found: ContiguousArray<PodID> = []
    for template in templates.all where template.namespace == namespace {
      pods.forEach(of: template.id) { found.append($0) }
    }
    found.sort()
    return found
  }

  /// Deletes every object of a collection but pods, whose deletions the API server writes down;
  /// dependents are left to the garbage collector.
  public mutating func deleteAll(
    _ content: NamespaceContent, in namespace: Symbol, at now: SimulationTime
  ) {
    switch content {
    case .pods: preconditionFailure("the API server deletes pods")
    case .passiveObjects: removeObjects(in: namespace, at: now)
    case .claims:
      for row in claims.indices where claims[row].namespace == namespace {
        requestDeletion(ofClaim: ClaimID(row), at: now)
      }
    case .services:
      for row in services.indices where services[row].namespace == namespace {
        removeService(ServiceID(row), at: now)
      }
    case .workloads:
      for row in workloads.indices where workloads[row].namespace == namespace {
        removeWorkload(WorkloadID(row), at: now)
      }
    case .revisions:
      for id in revisions.ids where revisions[id].namespace == namespace {
        removeRevision(id, at: now)
      }
    case .autoscalers:
      for row in autoscalers.indices where autoscalers[row].namespace == namespace {
        removeAutoscaler(row, at: now)
      }
    case .disruptionBudgets:
      for row in disruptionBudgets.indices where disruptionBudgets[row].namespace == namespace {
        removeDisruptionBudget(row, at: now)
      }
    case .quotas:
      for id in quotasOfNamespace[namespace] ?? [] { removeQuota(id, at: now) }
    }
  }

  /// What is left of a collection; nil if nothing is. Only pods and claims outlast their deletion.
  public func remains(
    of content: NamespaceContent, in namespace: Symbol
  ) -> NamespaceRemains? {
    switch content {
    case .pods:
      let left = pods(ofNamespace: namespace)
      let tracked = left.lazy.filter { self.pods[$0].isTracked }.count
      return NamespaceRemains("pods.", left.count, "batch.kubernetes.io/job-tracking", tracked)
    case .claims:
      let left = claims.lazy.filter { $0.isPresent && $0.namespace == namespace }.count
      return NamespaceRemains(
        "persistentvolumeclaims.", left, "kubernetes.io/pvc-protection", left)
    case .passiveObjects, .services, .workloads, .revisions, .autoscalers, .disruptionBudgets,
      .quotas:
      return nil
    }
  }
}

extension NamespaceRemains {
  /// Nil where nothing is left.
  fileprivate init?(_ resource: String, _ count: Int, _ finalizer: String, _ held: Int) {
    guard count > 0 else { return nil }
    self.resource = resource
    self.count = count
    finalizers = held > 0 ? [Finalizer(name: finalizer, count: held)] : []
  }
}
